/** True in every build that carries the recorded views (development, tests, screenshots); false in the product. */
declare const __FAKE__: boolean;
