// The English catalogue: the same keys, checked by the type.
import { chargesEn } from "../screens/charges/text";
import { versionsEn } from "../screens/charges/versions-text";
import { chartsEn } from "../screens/charts/text";
import { archiveEn } from "../screens/archive/text";
import { binEn } from "../screens/bin/text";
import { logEn } from "../screens/log/text";
import { strategyEn } from "../screens/strategy/text";
import { whatifEn } from "../screens/whatif/text";
import { sentenceEn } from "../screens/sentence/text";
import { calendarEn } from "../screens/calendar/text";
import { deadlinesEn } from "../screens/deadlines/text";
import { tasksEn } from "../screens/tasks/text";
import { rulesEn } from "../screens/rules/text";
import { casesEn } from "../screens/cases/text";
import { documentsEn } from "../screens/documents/text";
import { evidenceEn } from "../screens/evidence/text";
import { factsEn } from "../screens/facts/text";
import { fileEn } from "../screens/file/text";
import { statementsEn } from "../screens/statements/text";
import { matterEn } from "../screens/matter/text";
import { matrixEn } from "../screens/matrix/text";
import { overviewEn } from "../screens/overview/text";
import { peopleEn } from "../screens/people/text";
import { reviewEn } from "../screens/review/text";
import { searchEn } from "../screens/search/text";
import { settingsEn } from "../screens/settings/text";
import { vaultEn } from "../screens/vault/text";
import { frameEn } from "../frame/text";
import { partsEn } from "../parts/text";
import { pdfEn } from "../parts/pdf/text";
import type { Catalogue } from "./index.svelte";

export const en: Catalogue = {
  app: "Mingbian",
  parts: partsEn,
  pdf: pdfEn,
  frame: frameEn,
  vault: vaultEn,
  cases: casesEn,
  overview: overviewEn,
  facts: factsEn,
  evidence: evidenceEn,
  statements: statementsEn,
  matrix: matrixEn,
  file: fileEn,
  matter: matterEn,
  people: peopleEn,
  review: reviewEn,
  search: searchEn,
  documents: documentsEn,
  settings: settingsEn,
  archive: archiveEn,
  bin: binEn,
  log: logEn,
  charges: chargesEn,
  versions: versionsEn,
  charts: chartsEn,
  strategy: strategyEn,
  whatif: whatifEn,
  sentence: sentenceEn,
  calendar: calendarEn,
  deadlines: deadlinesEn,
  tasks: tasksEn,
  rules: rulesEn,
};
