//! The people of a case in the register: there, or known not to be.

use super::{folder, unlock, with_case};
use case::Company;

#[test]
fn people_are_kept_in_the_register_and_a_missing_row_is_known_to_be_missing() {
    let dir = folder();
    let (vault, id) = with_case(dir.path(), 3);
    assert_eq!(vault.companies().expect("reads"), [(id.clone(), None)]);
    let company = Company::of(&vault.load(&id).expect("reads"));
    assert_eq!(company.people.len(), 1);
    vault.keep_company(&id, &company).expect("writes");
    drop(vault);
    let vault = unlock(dir.path());
    assert_eq!(vault.companies().expect("reads"), [(id.clone(), Some(company))]);
    vault.drop_company(&id).expect("writes");
    assert_eq!(vault.companies().expect("reads"), [(id, None)]);
}
