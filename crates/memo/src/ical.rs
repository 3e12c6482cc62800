//! Calendars for other programs (RFC 5545): all-day events with their reminders, folded and escaped.
//!
//! Pure like everything here: the moment comes in, the same events give the same bytes.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, Utc};

/// One all-day event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Who it is for every program, for ever: the same thing keeps it when its day or its words change.
    pub uid: String,
    /// Its day.
    pub day: NaiveDate,
    /// What is shown in the calendar.
    pub summary: String,
    /// What is shown when it is opened.
    pub description: String,
    /// Days before it on which to remind, at nine in the morning.
    pub alarms: Vec<u32>,
    /// Counts the changes, so that a program takes the newer one.
    pub sequence: u64,
}

/// The longest line in octets, without its ending (RFC 5545, 3.1).
const LINE: usize = 75;

/// A whole calendar.
pub fn calendar(name: &str, events: &[Event], now: DateTime<FixedOffset>) -> Vec<u8> {
    let mut out = String::new();
    let mut put = |line: &str| fold(&mut out, line);
    put("BEGIN:VCALENDAR");
    put("VERSION:2.0");
    put("PRODID:-//Mingbian//Case dates//ZH");
    put("CALSCALE:GREGORIAN");
    put("METHOD:PUBLISH");
    put(&format!("X-WR-CALNAME:{}", escape(name)));
    let stamp = now.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ");
    for event in events {
        put("BEGIN:VEVENT");
        put(&format!("UID:{}", event.uid));
        put(&format!("DTSTAMP:{stamp}"));
        put(&format!("SEQUENCE:{}", event.sequence));
        put(&format!("DTSTART;VALUE=DATE:{}", event.day.format("%Y%m%d")));
        // The end of an all-day event is the day after it.
        let end = event.day.checked_add_days(Days::new(1)).unwrap_or(event.day);
        put(&format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")));
        put(&format!("SUMMARY:{}", escape(&event.summary)));
        if !event.description.is_empty() {
            put(&format!("DESCRIPTION:{}", escape(&event.description)));
        }
        put("CLASS:PRIVATE");
        put("TRANSP:TRANSPARENT");
        for days in &event.alarms {
            put("BEGIN:VALARM");
            put("ACTION:DISPLAY");
            put(&format!("DESCRIPTION:{}", escape(&event.summary)));
            put(&format!("TRIGGER:{}", trigger(*days)));
            put("END:VALARM");
        }
        put("END:VEVENT");
    }
    put("END:VCALENDAR");
    out.into_bytes()
}

/// Nine in the morning that many days before: the day begins at midnight, fifteen hours earlier on the day before it.
fn trigger(days: u32) -> String {
    match days {
        0 => "PT9H".into(),
        1 => "-PT15H".into(),
        days => format!("-P{}DT15H", days - 1),
    }
}

/// TEXT (RFC 5545, 3.3.11): backslash, semicolon, comma and line ends; other control characters have no place in it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Writes one line, folded so that none is over 75 octets and no character is cut.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests;
