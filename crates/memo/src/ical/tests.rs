//! Read back by a reader that forgives nothing.

use super::*;

/// One line of content: name, parameters, value.
type Line = (String, String, String);

/// Unfolds and splits; panics on whatever RFC 5545 does not allow.
fn read(bytes: &[u8]) -> Vec<Line> {
    let text = std::str::from_utf8(bytes).expect("no character is cut");
    assert!(text.ends_with("\r\n"), "the last line is ended");
    let physical: Vec<&str> = text.strip_suffix("\r\n").expect("ended").split("\r\n").collect();
    for line in &physical {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a bare line end");
        assert!(!line.is_empty(), "an empty line");
    }
    let mut lines: Vec<String> = Vec::new();
    for line in physical {
        match line.strip_prefix(' ') {
            Some(more) => lines.last_mut().expect("not the first line").push_str(more),
            None => lines.push(line.into()),
        }
    }
    let split = |line: String| {
        let (head, value) = line.split_once(':').expect("a value");
        let (name, rest) = head.split_once(';').unwrap_or((head, ""));
        (name.to_string(), rest.to_string(), value.to_string())
    };
    lines.into_iter().map(split).collect()
}

/// TEXT back into what it says.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("a strange escape: {other:?}"),
            },
            ',' | ';' => panic!("not escaped: {text}"),
            c => out.push(c),
        }
    }
    out
}

/// Blocks open and close in pairs; the events come back as they were.
fn events(lines: &[Line]) -> Vec<Event> {
    let (mut open, mut all): (Vec<String>, Vec<Event>) = (Vec::new(), Vec::new());
    let day = |value: &str| NaiveDate::parse_from_str(value, "%Y%m%d").expect("a date");
    for (name, more, value) in lines {
        let inside = open.last().map(String::as_str);
        match (name.as_str(), inside) {
            ("BEGIN", _) => {
                open.push(value.clone());
                if value == "VEVENT" {
                    all.push(Event {
                        uid: String::new(),
                        day: NaiveDate::MIN,
                        summary: String::new(),
                        description: String::new(),
                        alarms: Vec::new(),
                        sequence: 0,
                    });
                }
            }
            ("END", inside) => {
                assert_eq!(inside, Some(value.as_str()));
                open.pop();
            }
            (field, Some("VEVENT")) => {
                let event = all.last_mut().expect("an event");
                match field {
                    "UID" => event.uid = value.clone(),
                    "SUMMARY" => event.summary = unescape(value),
                    "DESCRIPTION" => event.description = unescape(value),
                    "SEQUENCE" => event.sequence = value.parse().expect("a number"),
                    "DTSTART" => {
                        assert_eq!(more, "VALUE=DATE");
                        event.day = day(value);
                    }
                    "DTEND" => assert_eq!(day(value), event.day.succ_opt().expect("a day")),
                    "DTSTAMP" => assert_eq!(value, "20261124T013000Z"),
                    "CLASS" | "TRANSP" => {}
                    other => panic!("not expected: {other}"),
                }
            }
            ("TRIGGER", Some("VALARM")) => {
                let days = match value.strip_prefix("-P") {
                    None => 0,
                    Some("T15H") => 1,
                    Some(rest) => {
                        rest.strip_suffix("DT15H")
                            .expect("days")
                            .parse::<u32>()
                            .expect("a number")
                            + 1
                    }
                };
                all.last_mut().expect("an event").alarms.push(days);
            }
            _ => {}
        }
    }
    assert!(open.is_empty());
    all
}

fn now() -> DateTime<FixedOffset> {
    "2026-11-24T09:30:00+08:00".parse().expect("a moment")
}

/// The same numbers every time, with no dependency.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn text(&mut self, longest: usize) -> String {
        let alphabet: Vec<char> = "王某案件审查起诉期限届满，；、abcXYZ019 ,;:\\\"\n𠮷😀é-="
            .chars()
            .collect();
        (0..self.next(longest + 1))
            .map(|_| alphabet[self.next(alphabet.len())])
            .collect()
    }
}

#[test]
fn whatever_is_written_reads_back_and_no_line_is_over_75_octets() {
    let mut dice = Dice(7);
    for _ in 0..400 {
        let some: Vec<Event> = (0..dice.next(4))
            .map(|n| Event {
                uid: format!("{n:064x}@mingbian"),
                day: NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day") + Days::new(dice.next(900) as u64),
                summary: dice.text(160),
                description: dice.text(400),
                alarms: (0..dice.next(4)).map(|_| dice.next(40) as u32).collect(),
                sequence: dice.next(1000) as u64,
            })
            .collect();
        let lines = read(&calendar(&dice.text(90), &some, now()));
        assert_eq!(events(&lines), some);
    }
}

#[test]
fn a_line_of_exactly_75_octets_is_not_folded_and_76_is() {
    let event = |n: usize| Event {
        uid: "u".into(),
        day: NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day"),
        summary: "x".repeat(n),
        description: String::new(),
        alarms: vec![0, 1, 7],
        sequence: 0,
    };
    let of = |n| String::from_utf8(calendar("n", &[event(n)], now())).expect("text");
    assert!(of(75 - 8).contains(&format!("SUMMARY:{}\r\n", "x".repeat(67))));
    assert!(of(76 - 8).contains(&format!("SUMMARY:{}\r\n x\r\n", "x".repeat(67))));
    let text = of(1);
    for line in [
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "TRIGGER:PT9H",
        "TRIGGER:-PT15H",
        "TRIGGER:-P6DT15H",
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}");
    }
}

#[test]
fn line_ends_of_any_kind_and_control_characters_stay_inside_one_line() {
    let event = Event {
        uid: "u".into(),
        day: NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day"),
        summary: "一\r\n二\r三\u{7}四\u{85}五".into(),
        description: String::new(),
        alarms: Vec::new(),
        sequence: 0,
    };
    assert_eq!(
        events(&read(&calendar("", &[event], now())))[0].summary,
        "一\n二\n三 四 五"
    );
}
