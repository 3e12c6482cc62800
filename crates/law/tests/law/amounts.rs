//! Every written form of amounts and counts, and every refusal.

use law::{Interval, read_count, read_money};
use proptest::prelude::*;

const YUAN: i64 = 100;
const WAN: i64 = 10_000 * YUAN;

#[track_caller]
fn money(text: &str, low: Option<i64>, high: Option<i64>) {
    assert_eq!(read_money(text), Ok(Interval { low, high }), "{text}");
}

#[track_caller]
fn exactly(text: &str, fen: i64) {
    money(text, Some(fen), Some(fen));
}

#[track_caller]
fn refused(text: &str, words: &str) {
    match read_money(text) {
        Err(message) => assert!(message.contains(words), "{text}: {message}"),
        Ok(interval) => panic!("{text} was read as {interval:?}"),
    }
}

#[test]
fn one_amount() {
    exactly("300000", 30 * WAN);
    exactly("300,000.00元", 30 * WAN);
    exactly("300，000元", 30 * WAN);
    exactly("￥300,000.00", 30 * WAN);
    exactly("人民币叁拾万元整", 30 * WAN);
    exactly("３０万", 30 * WAN);
    exactly("30 万元", 30 * WAN);
    exactly("1.2万", 12_000 * YUAN);
    exactly("1万2千", 12_000 * YUAN);
    exactly("1万2000", 12_000 * YUAN);
    exactly("30万5千元", 305_000 * YUAN);
    exactly("1千万", 1_000 * WAN);
    exactly("1.5亿", 15_000 * WAN);
    exactly("三十五万", 35 * WAN);
    exactly("十万", 10 * WAN);
    exactly("一百零五万", 105 * WAN);
    exactly("两千", 2_000 * YUAN);
    exactly("一亿二千万", 12_000 * WAN);
    exactly("一万亿", 100_000_000 * WAN);
    exactly("一万零二", 10_002 * YUAN);
    exactly("一百一十五", 115 * YUAN);
    exactly("0", 0);
    exactly("零元", 0);
    exactly("0.01元", 1);
    exactly("12.34", 1_234);
}

#[test]
fn more_and_below() {
    money("30余万", Some(30 * WAN), Some(40 * WAN - 1));
    money("30多万元", Some(30 * WAN), Some(40 * WAN - 1));
    money("30万余元", Some(30 * WAN), Some(40 * WAN - 1));
    money("三十余万", Some(30 * WAN), Some(40 * WAN - 1));
    money("十余万元", Some(10 * WAN), Some(20 * WAN - 1));
    money("35余万", Some(35 * WAN), Some(36 * WAN - 1));
    money("1.2余万", Some(12_000 * YUAN), Some(13_000 * YUAN - 1));
    for text in [
        "近30万",
        "将近30万",
        "接近30万元",
        "不足30万",
        "不到30万",
        "未满30万",
        "不满30万",
        "低于30万",
    ] {
        money(text, Some(0), Some(30 * WAN - 1));
    }
    for text in ["30万以下", "30万元及以下", "30万以内", "不超过30万", "至多30万"] {
        money(text, Some(0), Some(30 * WAN));
    }
    for text in ["30万以上", "30万元以上", "30万元及以上", "不少于30万", "至少30万"] {
        money(text, Some(30 * WAN), None);
    }
    for text in ["超过30万", "多于30万", "高于30万元"] {
        money(text, Some(30 * WAN + 1), None);
    }
}

#[test]
fn two_ends() {
    for text in [
        "28万至32万",
        "28-32万",
        "28至32万",
        "28万元～32万元",
        "28万—32万",
        "二十八至三十二万",
    ] {
        money(text, Some(28 * WAN), Some(32 * WAN));
    }
    money("5000至1万", Some(5_000 * YUAN), Some(WAN));
    money("3至5千元", Some(3_000 * YUAN), Some(5_000 * YUAN));
    money("30余万至40余万", Some(30 * WAN), Some(50 * WAN - 1));
    money("3万元以上不满5万元", Some(3 * WAN), Some(5 * WAN - 1));
    money("3万元以上5万元以下", Some(3 * WAN), Some(5 * WAN));
}

#[test]
fn refusals_of_amounts() {
    for text in [
        "约30万",
        "大约30万元",
        "30万左右",
        "30万上下",
        "几十万",
        "数十万元",
        "数十余万",
    ] {
        refused(text, "没有确定的上下限");
    }
    refused("", "金额是空的");
    refused("  元 ", "没有读懂这个金额");
    refused("-5", "不能是负数");
    refused("－5万", "不能是负数");
    refused("负五万", "不能是负数");
    refused("1万2", "有两种理解");
    refused("一万二", "有两种理解");
    refused("三千五", "有两种理解");
    refused("1万200", "有两种理解");
    refused("32万至28万", "下限大于上限");
    refused("5万元以上3万元以下", "下限大于上限");
    refused("近0", "不会低于零");
    refused("近30余万", "不能和“近”");
    refused("超过30余万", "不能和“近”");
    refused("30余万以上", "不能和“近”");
    refused("100万亿", "超过一万亿");
    refused("99999999999999999999", "超过一万亿");
    refused("9223372036854775807", "超过一万亿");
    for text in [
        "三十万美元",
        "$300",
        "30万USDT",
        "abc",
        "万",
        "百",
        "一二三",
        "五十三百",
        "1,2,3",
        "30,00",
        "3 5",
        "1.234",
        "1.",
        ".5",
        "1.2.3",
        "1元200",
        "余30",
        "30余5",
        "0余",
        "近30万至40万",
        "30万以上40万",
        "至30万",
        "30万至",
        "3-5-7",
        "零五",
        "一百零",
        "1.2万3千",
        "1万3万",
        "30万，",
    ] {
        refused(text, "没有读懂这个金额");
    }
}

#[test]
fn counts() {
    let count = |text: &str, low: Option<i64>, high: Option<i64>| {
        assert_eq!(read_count(text), Ok(Interval { low, high }), "{text}");
    };
    count("3", Some(3), Some(3));
    count("3个", Some(3), Some(3));
    count("三张", Some(3), Some(3));
    count("３人", Some(3), Some(3));
    count("500余张", Some(500), Some(599));
    count("20余", Some(20), Some(29));
    count("12多个", Some(12), Some(12));
    count("近20张", Some(0), Some(19));
    count("不足3个", Some(0), Some(2));
    count("不满20张", Some(0), Some(19));
    count("20张以上", Some(20), None);
    count("超过20", Some(21), None);
    count("20以下", Some(0), Some(20));
    count("3至5", Some(3), Some(5));
    count("3个至5个", Some(3), Some(5));
    count("3-5次", Some(3), Some(5));
    count("1.2万", Some(12_000), Some(12_000));
    for (text, words) in [
        ("", "数量是空的"),
        ("1.5", "没有读懂这个数量"),
        ("3个5", "没有读懂这个数量"),
        ("3元", "没有读懂这个数量"),
        ("-1", "不能是负数"),
        ("约20张", "没有确定的上下限"),
        ("不足0个", "不会低于零"),
        ("二千亿亿", "超过一万亿"),
        ("999999999999999", "超过一万亿"),
    ] {
        let message = read_count(text).expect_err(text);
        assert!(message.contains(words), "{text}: {message}");
    }
}

proptest! {
    #![proptest_config(crate::chance::config(2_000))]

    /// Whatever is typed is read into a sound interval or refused; never a crash, never below zero.
    #[test]
    fn nothing_typed_breaks_it(text in "[0-9一二三十百千万亿余多近约不足超过以上下至元个.,，零壹拾 -]{0,12}") {
        for read in [read_money(&text), read_count(&text)] {
            match read {
                Ok(interval) => {
                    prop_assert!(interval.low.is_some_and(|low| low >= 0), "{text}: {interval:?}");
                    prop_assert!(interval.high.is_none_or(|high| interval.low <= Some(high)), "{text}: {interval:?}");
                }
                Err(message) => prop_assert!(message.ends_with('。')),
            }
        }
    }

    /// What is printed can be typed back.
    #[test]
    fn printed_amounts_are_read(fen in 0i64..1_000_000_000_000) {
        prop_assert_eq!(read_money(&law::Fen(fen).to_string()), Ok(Interval::exactly(fen)));
        if let Some(wan) = law::Fen(fen).in_wan() {
            prop_assert_eq!(read_money(&wan), Ok(Interval::exactly(fen)));
        }
    }
}
