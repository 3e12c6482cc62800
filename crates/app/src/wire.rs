//! Shapes that several screens share on the wire.

/// Derives what every wire type needs; the TypeScript only where the tests ask for it.
macro_rules! wire {
    ($($item:item)*) => {
        $(
            #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
            #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
            $item
        )*
    };
}
pub(crate) use wire;

wire! {
    /// True, false or unknown.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Truth {
        /// 成立.
        True,
        /// 不成立.
        False,
        /// 未证明.
        Unknown,
    }

    /// From whose position.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Stance {
        /// 控方.
        Alleged,
        /// 已查证.
        Proved,
        /// 我方.
        Ours,
    }

    /// Whose entry.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Side {
        /// 指控.
        Alleged,
        /// 我方.
        Ours,
        /// 研判.
        Finding,
    }

    /// Who the user is.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Role {
        /// 助理.
        Paralegal,
        /// 律师.
        Lawyer,
    }

    /// The result of an offence.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Verdict {
        /// 成立.
        MadeOut,
        /// 不成立.
        NotMadeOut,
        /// 未达证明标准.
        NotProved,
    }

    /// How a truth came about.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Mark {
        /// Nothing special.
        Plain,
        /// An unrebutted presumption.
        Stands,
        /// Defeated by an exception.
        Defeated,
        /// A catch-all nobody pleads.
        NotPleaded,
    }

    /// One of each stance.
    pub struct ByStance<T> {
        /// 控方.
        pub alleged: T,
        /// 已查证.
        pub proved: T,
        /// 我方.
        pub ours: T,
    }

    /// How a cited text was checked.
    #[derive(Copy, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Verified {
        /// 全文已核.
        FullText,
        /// 两处来源互证.
        TwoSources,
        /// 一处来源.
        OneSource,
        /// 未核实.
        Unverified,
    }

    /// A citation to click on.
    #[derive(PartialEq, Eq)]
    pub struct CiteChip {
        /// Instrument and provision.
        pub cite: String,
        /// As shown.
        pub text: String,
        /// How it was checked.
        pub verified: Verified,
    }

    /// Evidence for an entry.
    #[derive(PartialEq, Eq)]
    pub struct SourceView {
        /// page, client, none or other.
        #[cfg_attr(feature = "typescript", ts(type = "\"page\" | \"client\" | \"none\" | \"other\""))]
        pub kind: String,
        /// 证据卷二第47页, 当事人陈述 …
        pub text: String,
        /// Volume label.
        pub volume: String,
        /// Page label.
        pub page: String,
        /// The words relied on.
        pub quote: String,
        /// Where it was marked on the page itself: `original:page:crop:hash`; or empty.
        pub anchor: String,
    }

    /// What a box holds.
    #[derive(PartialEq, Eq)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum Answer {
        /// Nobody answered.
        Empty,
        /// 尚不清楚.
        Unclear {
            /// Why, and how to find out.
            why: String,
        },
        /// 是.
        Yes,
        /// 否.
        No,
        /// An option.
        Choice {
            /// Option id.
            id: String,
            /// In words.
            name: String,
        },
        /// Money, number or date: as typed and as understood.
        Typed {
            /// As typed.
            text: String,
            /// As understood.
            echo: String,
        },
        /// Words.
        Text {
            /// The words.
            text: String,
        },
        /// A row of another table.
        Ref {
            /// Row id.
            row: String,
            /// Its name.
            name: String,
        },
    }
}

impl<T> ByStance<T> {
    /// Builds one of each.
    pub fn each(mut make: impl FnMut(case::Stance) -> T) -> ByStance<T> {
        ByStance {
            alleged: make(case::Stance::Alleged),
            proved: make(case::Stance::Proved),
            ours: make(case::Stance::Ours),
        }
    }

    /// The one of a stance.
    pub fn get(&self, stance: case::Stance) -> &T {
        match stance {
            case::Stance::Alleged => &self.alleged,
            case::Stance::Proved => &self.proved,
            case::Stance::Ours => &self.ours,
        }
    }
}

/// Two enums with the same variants, one per side of the wire.
macro_rules! counterpart {
    ($wire:ty, $domain:ty, $($variant:ident),+) => {
        impl From<$domain> for $wire {
            fn from(value: $domain) -> $wire {
                match value { $(<$domain>::$variant => <$wire>::$variant),+ }
            }
        }
        impl From<$wire> for $domain {
            fn from(value: $wire) -> $domain {
                match value { $(<$wire>::$variant => <$domain>::$variant),+ }
            }
        }
    };
}

counterpart!(Truth, law::Truth, True, False, Unknown);
counterpart!(Stance, case::Stance, Alleged, Proved, Ours);
counterpart!(Side, case::Side, Alleged, Ours, Finding);
counterpart!(Role, store::Role, Paralegal, Lawyer);
counterpart!(Mark, law::Mark, Plain, Stands, Defeated, NotPleaded);
counterpart!(Verified, law::Confidence, FullText, TwoSources, OneSource, Unverified);

impl From<law::Truth> for Verdict {
    /// Unknown is a result: the prosecution carries the burden (刑诉法 51).
    fn from(root: law::Truth) -> Verdict {
        match root {
            law::Truth::True => Verdict::MadeOut,
            law::Truth::False => Verdict::NotMadeOut,
            law::Truth::Unknown => Verdict::NotProved,
        }
    }
}

impl Verdict {
    /// As said on paper.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::MadeOut => "成立",
            Verdict::NotMadeOut => "不成立",
            Verdict::NotProved => "未达证明标准",
        }
    }
}

/// The chips of some citations.
pub(crate) fn chips(book: &law::Book, cites: &[String]) -> Vec<CiteChip> {
    cites
        .iter()
        .map(|cite| CiteChip {
            cite: cite.clone(),
            text: book.sources.label(cite),
            verified: book.sources.confidence(cite).into(),
        })
        .collect()
}

impl From<&case::Source> for SourceView {
    fn from(source: &case::Source) -> SourceView {
        let (kind, volume, page) = match source {
            case::Source::Page { volume, page, .. } => ("page", volume.clone(), page.clone()),
            case::Source::Client { .. } => ("client", String::new(), String::new()),
            case::Source::None => ("none", String::new(), String::new()),
            case::Source::Other { .. } => ("other", String::new(), String::new()),
        };
        SourceView {
            kind: kind.into(),
            text: source.to_string(),
            volume,
            page,
            quote: source.quote().into(),
            anchor: source.anchor().map(ToString::to_string).unwrap_or_default(),
        }
    }
}
