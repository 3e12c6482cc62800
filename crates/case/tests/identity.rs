//! Numbers of identity: every kind of slip is named, and nothing correct is called wrong.

use case::identity::{
    Fault, card, comparable, credit, hide_account, hide_id, hide_phone, mobile, mobile_digits, plain, resident,
};
use proptest::prelude::*;

/// The example printed in GB 11643.
const PRINTED: &str = "11010519491231002X";

#[test]
fn the_example_of_the_standard_is_right() {
    let read = resident(PRINTED).expect("a number");
    assert_eq!(read.born.to_string(), "1949-12-31");
    assert!(read.female, "the seventeenth digit is even");
    assert!(resident("110105 1949-1231 002x").is_ok(), "as people write it");
    assert!(resident("１１０１０５１９４９１２３１００２Ｘ").is_ok(), "full-width");
}

#[test]
fn every_slip_is_named() {
    let said = |text: &str| resident(text).expect_err("a fault").to_string();
    assert_eq!(said("110105194912310021"), "身份证第18位校验不符：应为 X");
    assert_eq!(said("44052419800101001X"), "身份证第18位校验不符：应为 3");
    assert_eq!(said("1101051949123100"), "身份证应为18位，现为16位");
    assert_eq!(said("11010519491231OO2X"), "身份证第15位不是数字");
    assert_eq!(said("11010519491231002Y"), "身份证第18位不是数字或 X");
    assert_eq!(said("990101199001010016"), "身份证前2位不是省级行政区代码");
    assert_eq!(said("110101199002300012"), "身份证第7至14位不是有效日期");
    assert_eq!(said(""), "身份证应为18位，现为0位");
}

#[test]
fn an_old_number_is_the_new_one() {
    assert_eq!(comparable("110105491231002"), PRINTED);
    assert_eq!(comparable("e12345678"), "E12345678", "a passport stays what it is");
}

#[test]
fn a_credit_code_has_a_check_digit() {
    assert_eq!(credit("91350100M000100Y43"), Ok(()));
    let said = |text: &str| credit(text).expect_err("a fault").to_string();
    assert_eq!(said("91350100M000100Y44"), "统一社会信用代码第18位校验不符：应为 3");
    assert_eq!(
        said("91350100M000100O43"),
        "统一社会信用代码第16位不是可用的数字或大写字母（不含 I、O、S、V、Z）"
    );
    assert_eq!(said("91350100"), "统一社会信用代码应为18位，现为8位");
}

#[test]
fn a_mobile_number_has_eleven_digits() {
    for fine in [
        "13800000000",
        "138 0000 0000",
        "+86 138-0000-0000",
        "008613800000000",
        "8613800000000",
    ] {
        assert_eq!(mobile(fine), Ok(()), "{fine}");
        assert_eq!(mobile_digits(fine), "13800000000");
    }
    let said = |text: &str| mobile(text).expect_err("a fault").to_string();
    assert_eq!(said("1380000000"), "手机号码应为11位，现为10位");
    assert_eq!(said("12800000000"), "手机号码前2位应为13至19");
    assert_eq!(said("1380000000a"), "手机号码第11位不是数字");
}

#[test]
fn a_card_is_only_doubted() {
    assert_eq!(card("6222 0000 0000 0000 012"), Ok(()));
    assert_eq!(card("6222 0000 0000 0000 011"), Err(Fault::Luhn));
    assert!(Fault::Luhn.to_string().contains("请与原件核对"));
    assert_eq!(
        card("62220000").expect_err("short").to_string(),
        "银行卡号应为12至19位，现为8位"
    );
}

#[test]
fn what_is_hidden_cannot_be_read() {
    assert_eq!(hide_id(PRINTED), "110***********002X");
    assert_eq!(hide_phone("+86 13812345678"), "138****5678");
    assert_eq!(hide_account("6222000000000000017"), "***************0017");
    assert_eq!(hide_account("ab12"), "***2");
    assert_eq!(hide_account(""), "");
}

proptest! {
    /// One wrong digit anywhere, or two neighbours that changed places, never goes through.
    #[test]
    fn one_wrong_digit_is_always_noticed(digits in "11010119[0-9]{2}0[1-9]1[0-9]{4}", at in 0usize..17, by in 1u32..10) {
        let right = comparable_check(&digits);
        prop_assert!(resident(&right).is_ok());
        let mut wrong: Vec<char> = right.chars().collect();
        let digit = wrong[at].to_digit(10).unwrap_or(0);
        wrong[at] = char::from_digit((digit + by) % 10, 10).unwrap_or('0');
        let wrong: String = wrong.into_iter().collect();
        prop_assert!(resident(&wrong).is_err(), "{} for {}", wrong, right);
    }

    #[test]
    fn no_text_breaks_anything(text in ".{0,40}") {
        let _ = (resident(&text), credit(&text), mobile(&text), card(&text), comparable(&text));
        for hidden in [hide_id(&text), hide_account(&text)] {
            prop_assert_eq!(hidden.chars().count(), plain(&text).chars().count());
        }
    }

    /// Whatever is hidden shows no more than its ends.
    #[test]
    fn the_middle_never_shows(digits in "[0-9]{10,19}") {
        let hidden = hide_id(&digits);
        prop_assert_eq!(&hidden[..3], &digits[..3]);
        prop_assert!(hidden[3..hidden.len() - 4].chars().all(|c| c == '*'));
        prop_assert!(hide_account(&digits)[..digits.len() - 4].chars().all(|c| c == '*'));
    }
}

/// The right check digit, found by trying: the test does not repeat the sum.
fn comparable_check(digits: &str) -> String {
    let tried = "0123456789X".chars().map(|check| format!("{digits}{check}"));
    tried
        .into_iter()
        .find(|number| resident(number).is_ok())
        .expect("one of eleven is right")
}
