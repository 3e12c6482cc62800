// Generated from crates/app by `make bless`. Do not edit.

export type AcceptCites = { 
  /** Case id. */ case: string, 
  /** Which, and where to. */ moves: Array<CiteMove>, 
  /** Revision the page showed. */ seen: number,
};

export type AcceptWords = { 
  /** Which document. */ paper: DocumentRequest, 
  /** Number of the wording. */ id: string, 
  /** The revision that was shown. */ seen: number,
};

export type ActivityRequest = { 
  /** Case id. */ case: string,
};

export type ActivityRow = { 
  /** When. */ at: string, 
  /** Who. */ who: string, 
  /** What, without client data. */ what: string,
};

export type ActivityView = { 
  /** Newest first. */ rows: Array<ActivityRow>, 
  /** The hash chain is whole. */ chain_ok: boolean, 
  /** Hash of the last entry. */ head: string,
};

export type AddCalendar = { 
  /** TOML, as `rules/calendar/2026.toml`. */ text: string,
};

export type AddEvent = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** The event. */ event: EventInput, 
  /** On what evidence. */ sources: Array<SourceInput>, 
  /** The revision the window has seen. */ seen: number,
};

export type AddRow = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Table id. */ table: string, 
  /** Who says the row is there. */ side: Side, 
  /** What the row is called. */ name: string,
};

export type AddTask = { 
  /** Case id. */ case: string, 
  /** Party id it is about, or empty for the case. */ actor: string, 
  /** meeting, evidence, reading, filing or other; empty takes the way in which the question is usually found out. */ kind: "" | "meeting" | "evidence" | "reading" | "filing" | "other", 
  /** What; empty takes the words of the question. */ text: string, 
  /** By when, as typed; or empty. */ due: string, 
  /** Who does it, or empty. */ who: string, 
  /** The question it is to settle, or empty. */ fact: string, 
  /** Rule and event of the limit it serves, or empty. */ limit: string, 
  /** The revision the window has seen. */ seen: number,
};

export type AddUser = { 
  /** Name. */ name: string, 
  /** Role. */ role: Role, 
  /** Their passphrase. */ passphrase: string,
};

export type AddVolume = { 
  /** Case id. */ case: string, 
  /** SHA-256 of the original. */ original: string, 
  /** Pages of the document, as the viewer counts them; a picture and a Word document are counted here. */ pages: number, 
  /** evidence, procedure, supplement, ours or other. */ part: string, 
  /** Label as cites write it; empty for the next free one. */ label: string, 
  /** What it holds; empty for the file's name. */ title: string,
};

export type Address = { 
  /** View of the case, as routes name it. */ tab: string, 
  /** What in the view. */ at: string, 
  /** Party id, or empty. */ actor: string, 
  /** Volume label for a page of the file, or empty. */ volume: string, 
  /** Page of the document for a page of the file, from 1; else 0. */ page: number,
};

export type AgendaGroup = { 
  /** interview, file, collect or judge. */ finder: "interview" | "file" | "collect" | "judge", 
  /** 会见, 阅卷, 调取, 律师判断. */ name: string, 
  /** Where one answer is better for us: most effective first. */ helps: Array<AgendaItem>, 
  /** Where no answer is better in itself. */ open: Array<AgendaItem>,
};

export type AgendaItem = { 
  /** The opening. */ opening: OpeningView, 
  /** The answer that is better for the client, in words; empty when there is none. */ better: string, 
  /** What usually proves it. */ proof: string, 
  /** So many more rows of the same table stand open in the same way. */ more_rows: number,
};

export type AgendaRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version by date, or the one in force. */ pack: string | null,
};

export type AgendaView = { 
  /** Party id. */ actor: string, 
  /** Every way of finding out that has something to do. */ groups: Array<AgendaGroup>,
};

export type AmountBar = { 
  /** table.column. */ id: string, 
  /** In words. */ name: string, 
  /** Lower end in words. */ low: string, 
  /** Upper end in words. */ high: string, 
  /** Lower end, 分 or pieces. */ low_fen: number, 
  /** Upper end; absent when open. */ high_fen: number | null, 
  /** On which basis it is counted. */ note: string, 
  /** Counted in 分; else in pieces. */ money: boolean, 
  /** The measure word of pieces, or empty. */ unit: string, 
  /** Thresholds. */ lines: Array<ThresholdLine>,
};

export type Answer = { "kind": "empty" } | { "kind": "unclear", 
  /** Why, and how to find out. */ why: string,
} | { "kind": "yes" } | { "kind": "no" } | { "kind": "choice", 
  /** Option id. */ id: string, 
  /** In words. */ name: string,
} | { "kind": "typed", 
  /** As typed. */ text: string, 
  /** As understood. */ echo: string,
} | { "kind": "text", 
  /** The words. */ text: string,
} | { "kind": "ref", 
  /** Row id. */ row: string, 
  /** Its name. */ name: string,
};

export type AnswerInput = { "kind": "clear" } | { "kind": "unclear", 
  /** Why, and how to find out. */ why: string,
} | { "kind": "yes" } | { "kind": "no" } | { "kind": "choice", 
  /** Option id. */ id: string,
} | { "kind": "typed", 
  /** As typed. */ text: string,
} | { "kind": "text", 
  /** The words. */ text: string,
} | { "kind": "ref", 
  /** Row id. */ row: string,
};

export type ArchiveLine = { 
  /** Its id in the rules. */ id: string, 
  /** What is to be there. */ name: string, 
  /** Why, or what counts. */ note: string, 
  /** done, missing or waived. */ state: "done" | "missing" | "waived", 
  /** What was found, or what is missing. */ found: Array<string>, 
  /** View of the case where it is done. */ tab: string, 
  /** Why it does not apply. */ reason: string, 
  /** Which lawyer said so. */ by: string,
};

export type ArchiveRequest = { 
  /** Case id. */ case: string,
};

export type ArchiveView = { 
  /** Lines in the order of the rules. */ lines: Array<ArchiveLine>, 
  /** How many are missing. */ missing: number, 
  /** The user may say that a line does not apply. */ may: boolean, 
  /** Revision of the case it was read from. */ revision: number,
};

export type AsideLine = { 
  /** In words. */ text: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type AsideView = { 
  /** fine, probation, credit, kind, several, advice or method. */ id: string, 
  /** Its name. */ name: string, 
  /** Its lines. */ lines: Array<AsideLine>,
};

export type AuditSlice = { 
  /** Begins anew. */ again: boolean,
};

export type AuditState = { 
  /** Logs still to be gone through. */ left: number, 
  /** Logs gone through. */ done: number, 
  /** Those that do not hold together. */ broken: Array<BrokenLog>, 
  /** When the last one was gone through, 14:32; empty while any is left. */ at: string,
};

export type BackupState = { 
  /** Name of the folder they go to; empty when none was chosen. */ folder: string, 
  /** The folder is there now. */ present: boolean, 
  /** When the last verified one was made, 2026-11-30 09:15; empty when there is none. */ last: string, 
  /** Days since then; none when there is none. */ days: number | null, 
  /** Changes since then. */ changes: number, 
  /** One should be made now, by itself. */ due: boolean, 
  /** It is so old, or missing, that it should be said. */ stale: boolean, 
  /** One is being made. */ running: boolean, 
  /** Why the last attempt failed, or empty. */ failure: string,
};

export type BackupStateRequest = Record<string, never>;

export type BandLimit = { 
  /** Name of the band. */ name: string, 
  /** 5年, or 须人工判断. */ years: string, 
  /** In words. */ state_name: string, 
  /** 算式. */ words: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type BandView = { 
  /** Band id. */ id: string, 
  /** Its name. */ name: string, 
  /** The penalty in words. */ words: string, 
  /** 最高刑与最低刑. */ range: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type Basis = { 
  /** In words. */ name: string, 
  /** Its truth. */ truth: Truth, 
  /** Where it is entered. */ path: string, 
  /** On what evidence. */ sources: Array<SourceView>,
};

export type BeginSheet = { 
  /** One's own passphrase. */ passphrase: string,
};

export type BinCase = { 
  /** Case id. */ case: string,
};

export type BinRequest = { 
  /** Case id. */ case: string,
};

export type BinRow = { 
  /** What brings it back. */ former: FormerRef, 
  /** 事实, 表格行, 当事人, 证据 … */ kind_name: string, 
  /** What it is called. */ name: string, 
  /** What it said. */ words: string, 
  /** When it was taken out. */ at: string, 
  /** Who took it out. */ who: string, 
  /** What was done, with the reason when there is one. */ what: string, 
  /** This user may put it back. */ may: boolean,
};

export type BinView = { 
  /** What was taken out. */ rows: Array<BinRow>,
};

export type BinnedCase = { 
  /** Case id. */ id: string, 
  /** Name in the office. */ name: string, 
  /** Names of the accused. */ accused: Array<string>, 
  /** When it went in. */ at: string, 
  /** Who put it in. */ who: string,
};

export type BlockView = { 
  /** title, addressee, heading, paragraph, item, table, note, right, attachments or rule. */ kind: "title" | "addressee" | "heading" | "paragraph" | "item" | "table" | "note" | "right" | "attachments" | "rule", 
  /** Of a heading or item. */ level: number, 
  /** Of a heading or item. */ number: string, 
  /** Text. */ spans: Array<SpanView>, 
  /** Of a table. */ head: Array<string>, 
  /** Of a table, key-value list, note, signature or attachments. */ rows: Array<Array<string>>, 
  /** The rule it comes from, or empty. */ node: string, 
  /** The facts it comes from. */ paths: Array<string>, 
  /** Its place, by the name an edit keeps; empty for what nobody edits. */ place: string, 
  /** Place of the heading above it. */ heading: string, 
  /** Number of the wording it was written by, or empty. */ wording: string,
};

export type BrokenLog = { 
  /** Case id; empty for the vault's own log. */ case: string, 
  /** Name of the case. */ name: string, 
  /** The first line that does not fit, counted from 1. */ line: number, 
  /** What is wrong with it, in words. */ why: string,
};

export type ByStance<T> = { 
  /** 控方. */ alleged: T, 
  /** 已查证. */ proved: T, 
  /** 我方. */ ours: T,
};

export type CalendarDay = { 
  /** As a date; empty for tasks without one. */ date: string, 
  /** In words. */ name: string, 
  /** 节假日 or 周末, or empty. */ off: string, 
  /** What falls on it. */ rows: Array<CalendarRow>,
};

export type CalendarFeed = { 
  /** Case id, or empty for all cases. */ case: string, 
  /** Only mine. */ mine: boolean, 
  /** Real names; a lawyer only, and it is logged. */ names: boolean,
};

export type CalendarPart = { 
  /** overdue, today, week, fortnight, later or undated. */ id: "overdue" | "today" | "week" | "fortnight" | "later" | "undated", 
  /** In words. */ name: string, 
  /** How much falls into it. */ count: number, 
  /** Its days. */ days: Array<CalendarDay>, 
  /** So much of it is not sent unless asked for. */ left_out: number,
};

export type CalendarRequest = { 
  /** Only cases I defend in, and tasks given to me. */ mine: boolean, 
  /** Only cases with somebody in custody. */ held: boolean, 
  /** custody, limit or task; empty for all. */ kind: "" | "custody" | "limit" | "task", 
  /** Everything later too, however much it is. */ all: boolean,
};

export type CalendarRow = { 
  /** Unlike every other row. */ id: string, 
  /** Case id. */ case: string, 
  /** Name of the case. */ case_name: string, 
  /** Party id. */ actor: string, 
  /** The party's name, where we defend several. */ party: string, 
  /** custody, limit or task. */ kind: "custody" | "limit" | "task", 
  /** 羁押期限, 办案期限, 会见提纲 … */ kind_name: string, 
  /** What ends, or what is to be done. */ name: string, 
  /** Rule and event of a limit, or the number of a task. */ key: string, 
  /** Days from today; negative when past. */ days: number, 
  /** 最后可提交的工作日 in short, or empty. */ file_by: string, 
  /** 无日历. */ unchecked: boolean, 
  /** How urgent it is. */ warn: Warn, 
  /** Marked as met and not signed, or its last day has moved; or empty. */ met: "" | "done" | "moved", 
  /** Past on what is known; a condition nobody has shown would extend it. */ doubt: boolean, 
  /** Somebody of the case is in custody. */ held: boolean, 
  /** Who does it, or empty. */ who: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type CalendarView = { 
  /** Today in words. */ today: string, 
  /** Cases looked at. */ cases: number, 
  /** By stretch of days; empty stretches are left out. */ parts: Array<CalendarPart>, 
  /** In custody and no lawyer's action for long. */ neglected: Array<Neglected>, 
  /** For how long. */ neglect_days: number, 
  /** This user may export with real names. */ can_name: boolean,
};

export type CalendarYear = { 
  /** 2026. */ year: number, 
  /** The announcement. */ basis: string, 
  /** 放假 and 调休 in words. */ days: string,
};

export type Can = { 
  /** Make findings and judgments. */ find: boolean, 
  /** Accept and return entries. */ review: boolean, 
  /** Export outgoing documents as final. */ sign: boolean,
};

export type CaseBinRequest = Record<string, never>;

export type CaseBinView = { 
  /** Put in last first. */ cases: Array<BinnedCase>, 
  /** Destroyed last first. */ destroyed: Array<Destroyed>,
};

export type CaseHead = { 
  /** Case id. */ id: string, 
  /** Name in the office. */ name: string, 
  /** Stage id. */ stage: string, 
  /** Stage in words. */ stage_name: string, 
  /** Offence in words. */ charge: string, 
  /** The fictional case. */ demo: boolean, 
  /** The accused. */ parties: Array<PartyView>, 
  /** Versions that can apply, oldest first. */ packs: Array<PackChip>, 
  /** Counts changes. */ revision: number, 
  /** 14:32:07 of the last save in this session, or empty. */ saved_at: string, 
  /** Accepted entries. */ reviewed: number, 
  /** All entries. */ total: number, 
  /** Provisions below 两处来源 that the current version uses. */ unverified: number, 
  /** What this user may do. */ can: Can, 
  /** The nearest date that binds this accused. */ next_deadline: NextDate | null, 
  /** 在押第47日 and so on, or empty. */ custody: string, 
  /** Conflicts of interest that stop the case, undecided. */ conflict_stops: number, 
  /** Conflicts of interest a lawyer has to decide. */ conflict_warns: number,
};

export type CaseHeadRequest = { 
  /** Case id. */ case: string,
};

export type CaseList = { 
  /** Newest change first. */ cases: Array<CaseRow>, 
  /** Procedural stages. */ stages: Array<Named>, 
  /** Offences there are rules for. */ charges: Array<Named>, 
  /** 可能被遗忘: in custody and no lawyer's action for long. */ neglected: Array<Neglected>, 
  /** For how long. */ neglect_days: number,
};

export type CaseListRequest = Record<string, never>;

export type CaseRow = { 
  /** Case id. */ id: string, 
  /** Name in the office. */ name: string, 
  /** Names of the accused. */ accused: Array<string>, 
  /** Offence in words. */ charge: string, 
  /** Stage id. */ stage: string, 
  /** Stage in words. */ stage_name: string, 
  /** Entries to review. */ pending: number, 
  /** Entries returned. */ returned: number, 
  /** Where the case stands, one sentence. */ result: string, 
  /** 2026-11-23 14:32. */ updated_at: string, 
  /** The fictional case. */ demo: boolean, 
  /** The user is one of its lawyers, or nobody is named yet. */ mine: boolean, 
  /** The nearest date that binds. */ next_deadline: NextDate | null, 
  /** The dates after it, at most two. */ later: Array<NextDate>, 
  /** Today is that day of custody. */ custody_day: number | null, 
  /** Conflicts of interest that stop. */ conflict_stops: number, 
  /** Conflicts of interest a lawyer has to decide. */ conflict_warns: number,
};

export type CellView = { 
  /** Proposition id. */ proposition: string, 
  /** Statement id. */ statement: string, 
  /** affirms, differs, denies or silent. */ says: "affirms" | "differs" | "denies" | "silent", 
  /** In words. */ says_name: string, 
  /** The words. */ quote: string, 
  /** Where. */ source: SourceView | null, 
  /** Remarks. */ note: string, 
  /** Whose position on the fact already has it as a source; or empty. */ on_fact: string,
};

export type ChallengedFact = { 
  /** Exhibit id. */ exhibit: string, 
  /** Its name. */ name: string, 
  /** What stands against it. */ objections: Array<string>, 
  /** No other evidence without objection is cited for the same position. */ sole: boolean, 
  /** The fact. */ fact: CitedFact,
};

export type ChangePassphrase = { 
  /** The one in force. */ old: string, 
  /** The one from now on. */ new: string,
};

export type ChangeRow = { 
  /** Its number in the log. */ seq: number, 
  /** When. */ at: string, 
  /** Who. */ who: string, 
  /** What. */ what: string, 
  /** How many steps of undo take the case back to before it; 0 when it is not of this session. */ steps: number, 
  /** It can be taken back by itself: something of the case was changed by it. */ single: boolean,
};

export type ChangeTask = { 
  /** Case id. */ case: string, 
  /** Its number. */ task: string, 
  /** What. */ text: string, 
  /** By when, as typed; or empty. */ due: string, 
  /** Who does it, or empty. */ who: string, 
  /** The revision the window has seen. */ seen: number,
};

export type ChangedFile = { 
  /** Its place. */ path: string, 
  /** added, removed or changed. */ how: "added" | "removed" | "changed", 
  /** Rules that came, went or changed, in words. */ said: string,
};

export type ChangedNode = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** Depth below the root. */ depth: number, 
  /** What it looks like. */ shape: Shape, 
  /** As the case stands. */ before: NodeOutcome, 
  /** By scenario. */ after: Array<NodeOutcome>, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type ChangesRequest = { 
  /** Case id. */ case: string,
};

export type ChangesView = { 
  /** Newest first. */ rows: Array<ChangeRow>, 
  /** What can be done again, next first. */ redo: Array<string>,
};

export type ChargeCell = { 
  /** Whether the offence is in question. */ asked: Truth, 
  /** Result. */ verdict: Verdict, 
  /** The band that applies, when made out. */ band: BandView | null, 
  /** The heaviest band not excluded, when that is more. */ at_most: BandView | null, 
  /** Elements that fail when it fails, else those not proved, by name. */ missing: Array<string>,
};

export type ChargeRow = { 
  /** Offence id. */ id: string, 
  /** Full name. */ name: string, 
  /** Short name. */ short: string, 
  /** The one the case is about. */ charged: boolean, 
  /** main: in question; remote: not excluded, no sign of it; aside: 不涉及. */ place: "main" | "remote" | "aside", 
  /** Version by date. */ from: string, 
  /** Instruments of this version. */ law: string, 
  /** What this version is. */ summary: string, 
  /** By stance. */ cells: ByStance<ChargeCell>, 
  /** Its elements. */ elements: Array<ElementView>, 
  /** What is missing on the facts found proved, most effective first. */ openings: Array<OpeningView>, 
  /** Open points of law of the whole. */ note: string, 
  /** What could not be formalised. */ untranslated: Array<UntranslatedView>, 
  /** Every band, lightest first. */ bands: Array<BandView>, 
  /** Older versions that can apply as well and come out otherwise, one line each. */ otherwise: Array<string>,
};

export type ChargesRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version of the charge by date, or the one in force. */ pack: string | null, 
  /** Only accepted entries count. */ accepted_only: boolean,
};

export type ChargesView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** Only accepted entries count. */ accepted_only: boolean, 
  /** Warnings, gravest first. */ traps: Array<TrapView>, 
  /** Where the facts point. */ leads: ByStance<LeadView>, 
  /** Offences: the charge first, then by what they come to. */ rows: Array<ChargeRow>, 
  /** The rules of comparison. */ cites: Array<CiteChip>,
};

export type ChartLine = { 
  /** line, ground or words. */ shape: "line" | "ground" | "words", 
  /** Left end, left side, or the point of the words. */ x: number, 
  /** Its height; the baseline of words. */ y: number, 
  /** Right end of a line, or width of a ground. */ to_x: number, 
  /** The same downwards. */ to_y: number, 
  /** Thickness of a line, or size of words. */ size: number, 
  /** 0 black to 100 white. */ grey: number, 
  /** A dashed line, or words in the strong face. */ marked: boolean, 
  /** Where words stand against their point. */ anchor: "start" | "middle" | "end", 
  /** The words. */ words: string,
};

export type ChartView = { 
  /** Its name in templates. */ id: string, 
  /** Its name. */ title: string, 
  /** What has to be said beside it, or empty. */ note: string, 
  /** Everything it shows, in words. */ alt: string, 
  /** Width, in hundredths of a point. */ width: number, 
  /** Height, in hundredths of a point. */ height: number, 
  /** Undermost first. */ shapes: Array<ChartLine>, 
  /** Head of the table of its numbers. */ head: Array<string>, 
  /** Its rows. */ rows: Array<Array<string>>,
};

export type ChartsRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Whose facts the conduct and the payments are drawn from. */ stance: Stance, 
  /** Only accepted entries are used. */ accepted_only: boolean,
};

export type ChartsView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** In the order they are looked at. */ charts: Array<ChartView>,
};

export type CheckExhibit = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** Point id. */ point: string, 
  /** open, met, failed or idle. */ state: "open" | "met" | "failed" | "idle", 
  /** What was seen. */ note: string, 
  /** The revision the window has seen. */ seen: number,
};

export type CheckMap = { 
  /** Pages of the document. */ pages: number, 
  /** The ranges. */ ranges: Array<RangeView>,
};

export type CheckParties = { 
  /** Names, the client first. */ accused: string, 
  /** The client's number of identity, or empty. */ id_number: string,
};

export type CheckView = { 
  /** What is wrong with what was typed. */ faults: Array<FieldFault>, 
  /** The gravest first. */ matches: Array<MatchView>, 
  /** Further ones that are only for knowing and are not listed. */ more: number, 
  /** Cases whose people could not be compared. */ unread: number, 
  /** How many people were compared. */ compared: number, 
  /** The rule on accused of one case. */ rule: string, 
  /** What it rests on. */ rule_basis: string,
};

export type ChecklistView = { 
  /** Identifier. */ id: string, 
  /** Name. */ name: string, 
  /** What its reader should know. */ note: string, 
  /** Kinds of evidence it is for. */ kinds: Array<string>, 
  /** Its points. */ points: Array<PointView>, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type CiteCheck = { 
  /** Case id. */ case: string, 
  /** Number of the volume's item; empty for every volume. */ volume: string,
};

export type CiteCheckView = { 
  /** Case bar. */ head: CaseHead, 
  /** In the order: moved, ask, lost, unread, no_volume. */ rows: Array<CiteRow>, 
  /** 41 处可以自动更新；3 处需要确认；1 处找不到. */ summary: string,
};

export type CiteChip = { 
  /** Instrument and provision. */ cite: string, 
  /** As shown. */ text: string, 
  /** How it was checked. */ verified: Verified,
};

export type CiteMove = { 
  /** Its identity. */ id: string, 
  /** Page of the document. */ page: number,
};

export type CitePlace = { 
  /** Page of the document. */ page: number, 
  /** 证据卷二第51页（PDF 53）. */ text: string, 
  /** How well it fits, of 1000; 0 when that was not compared. */ score: number, 
  /** Why, in words. */ why: string,
};

export type CiteRow = { 
  /** Its identity. */ id: string, 
  /** What relies on it. */ question: string, 
  /** 指控, 我方, 研判, 证据, 批注 and so on. */ side: string, 
  /** As written: 证据卷二第47页. */ text: string, 
  /** The words relied on. */ quote: string, 
  /** moved: it moves by itself. ask: a person must say. lost: nowhere. unread: pages are still being read. no_volume: no such volume. */ state: "moved" | "ask" | "lost" | "unread" | "no_volume", 
  /** What is the matter, in words. */ why: string, 
  /** The volume it names: 证据卷二. */ cited: string, 
  /** Number of the volume's item, or empty. */ volume: string, 
  /** The original it was marked on, or empty. */ former: string, 
  /** The page of that original; 0 when unknown. */ former_page: number, 
  /** Where it may stand now, best first. */ places: Array<CitePlace>,
};

export type CitedFact = { 
  /** Where it is. */ path: string, 
  /** The question. */ title: string, 
  /** Whose position. */ side: Side, 
  /** In words. */ side_name: string, 
  /** What is said. */ words: string, 
  /** Volume label. */ volume: string, 
  /** Page label. */ page: string, 
  /** As written. */ source: string, 
  /** The words relied on. */ quote: string,
};

export type CitedText = { 
  /** In words. */ text: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type Code = "locked" | "wrong_passphrase" | "wrong_sheet" | "no_device" | "wait" | "damaged" | "forbidden" | "stale" | "invalid" | "not_found" | "newer" | "in_use" | "io";

export type CommentPage = { 
  /** Case id. */ case: string, 
  /** Number of the volume's item. */ volume: string, 
  /** Page of the document. */ page: number, 
  /** The remark. */ text: string,
};

export type CompleteLimit = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Rule and event. */ key: string, 
  /** When it was done, as typed. */ on: string, 
  /** What was done. */ how: string, 
  /** The document that shows it, with its number. */ document: string, 
  /** 完成, typed or held: nobody marks a limit by a slip. */ confirm: string, 
  /** The revision the window has seen. */ seen: number,
};

export type CompletionView = { 
  /** done: waits for a lawyer; moved: the last day is another one now; signed. */ state: "done" | "moved" | "signed", 
  /** In words, with what is still to be done. */ words: string, 
  /** Day in words. */ on: string, 
  /** What was done. */ how: string, 
  /** With which document. */ document: string, 
  /** Who marked it. */ by: string, 
  /** Which lawyer signed it off, or empty. */ signed_by: string, 
  /** When. */ signed_at: string, 
  /** It was done after the last day. */ late: boolean,
};

export type ConditionView = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** Its truth. */ truth: Truth, 
  /** One sentence. */ why: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** Open points, what to check. */ note: string, 
  /** Pages and other evidence. */ sources: Array<SourceView>, 
  /** Where the fact is; empty for what is made of others. */ path: string, 
  /** 均须具备, 具备其一 … */ connective: string, 
  /** What it is made of. */ parts: Array<ConditionView>,
};

export type Confidence = { 
  /** Party id, or empty for a fact of the case. */ actor: string, 
  /** Which question. */ path: string, 
  /** In plain words. */ question: string, 
  /** What the client said. */ words: string, 
  /** Who let it into outgoing papers, or empty. */ released_by: string,
};

export type ConfirmSheet = { 
  /** The groups that were asked for, in that order. */ typed: Array<string>,
};

export type ConfirmStart = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Months, lower end. */ low: string, 
  /** Months, upper end. */ high: string, 
  /** Months added to the start; 0 where nothing is. */ increase: string, 
  /** The official text, and where it was read. */ source: string, 
  /** Why it applies to this case. */ reason: string, 
  /** The revision the window has seen. */ seen: number,
};

export type ConfirmationView = { 
  /** A start range is confirmed and used. */ confirmed: boolean, 
  /** Months, as entered; empty while nothing is confirmed. */ low: string, 
  /** Months, as entered. */ high: string, 
  /** Months added, as entered. */ increase: string, 
  /** The official text and where it was read. */ source: string, 
  /** Who confirmed it and when, in words. */ by: string, 
  /** Why it cannot be used, or empty. */ problem: string, 
  /** LocalGuide files there are. */ locals: Array<LocalChoice>, 
  /** The one switched on, or empty. */ local: string, 
  /** Only a lawyer confirms. */ may: boolean,
};

export type ConflictCheck = { 
  /** Case id. */ case: string, 
  /** Item id, or empty for somebody new. */ id: string, 
  /** As typed so far. */ person: PersonInput,
};

export type ContradictionView = { 
  /** The one pleaded first. */ first: string, 
  /** Its name. */ first_name: string, 
  /** The other. */ second: string, 
  /** Its name. */ second_name: string, 
  /** Why. */ why: string, 
  /** How to plead in the alternative. */ plead: string,
};

export type CreateCase = { 
  /** Name in the office. */ name: string, 
  /** The accused, the one we defend first. */ accused: string, 
  /** Offence id. */ charge: string, 
  /** Stage id. */ stage: string, 
  /** The client's number of identity, or empty: to tell them from others of the name. */ id_number: string, 
  /** It concerns secrets of the state: then it is refused. */ state_secret: boolean, 
  /** What a lawyer decided on conflicts of interest, before the case is made. */ decided: Array<Decided>,
};

export type CreateDemo = Record<string, never>;

export type CreateVault = { 
  /** Name of the first user. */ name: string, 
  /** Their passphrase. */ passphrase: string,
};

export type CustodyView = { 
  /** In custody today. */ held: boolean, 
  /** 刑事拘留, 逮捕, 取保候审 … */ measure: string, 
  /** 在押第47日, or empty. */ day: string, 
  /** All days in custody, in words. */ total: string, 
  /** Days in a designated residence, or empty. */ designated: string, 
  /** The end of the sentence imposed, or empty. */ term: string,
};

export type DateChange = { 
  /** Name of the period. */ name: string, 
  /** new, gone, moved or ended. */ kind: "new" | "gone" | "moved" | "ended", 
  /** The last day before, or empty. */ before: string, 
  /** The last day after, or empty. */ after: string,
};

export type DateProblem = { 
  /** urgent, conflict, gap or note. */ kind: "urgent" | "conflict" | "gap" | "note", 
  /** In words. */ name: string, 
  /** What it is and what to do. */ text: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** Row of the event, or empty. */ row: string,
};

export type DeadlinesRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** An event that is only tried out: what it would change is said, nothing is saved. */ event: EventInput | null,
};

export type DeadlinesView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** Today. */ today: string, 
  /** The law they are counted by. */ law: string, 
  /** Stages in order, each with its events and periods. */ phases: Array<PhaseView>, 
  /** Custody so far. */ custody: CustodyView, 
  /** What does not fit, is missing or is due. */ problems: Array<DateProblem>, 
  /** What can be applied for now. */ remedies: Array<CitedText>, 
  /** What else matters at this stage. */ reminders: Array<CitedText>, 
  /** Open periods by last day. */ coming: Array<NextDate>, 
  /** 追诉时效, by offence in question. */ limits: Array<OffenceLimit>, 
  /** How periods are counted. */ counting: Array<CitedText>, 
  /** Years there is a calendar for. */ years: Array<CalendarYear>, 
  /** Kinds of events. */ kinds: Array<EventChoice>, 
  /** What the event that is tried out would change. */ changes: Array<DateChange>, 
  /** What is wrong with the event that is tried out. */ warnings: Array<string>,
};

export type DecideConflict = { 
  /** Case id. */ case: string, 
  /** Item id of the person in this case. */ id: string, 
  /** The other case. */ other: string, 
  /** Item id there. */ person: string, 
  /** Verdict id. */ verdict: string, 
  /** Why. */ reason: string, 
  /** Revision of the page. */ seen: number,
};

export type Decided = { 
  /** Party id of the accused: a1 for the first, and so on. */ own: string, 
  /** The other case. */ case: string, 
  /** Item id there. */ person: string, 
  /** Verdict id. */ verdict: string, 
  /** Why. */ reason: string,
};

export type DecisionView = { 
  /** Verdict id. */ verdict: string, 
  /** In words. */ verdict_name: string, 
  /** Why. */ reason: string, 
  /** Who. */ by: string, 
  /** When. */ at: string, 
  /** Whether it is still about what there is. */ stands: boolean,
};

export type DefenceTile = { 
  /** Defence id. */ id: string, 
  /** Its name. */ name: string, 
  /** On our facts. */ truth: Truth, 
  /** One sentence. */ why: string, 
  /** Where it is argued. */ stage: string, 
  /** Its legal effect. */ effect: string,
};

export type DefenceTrees = { 
  /** Defence id. */ id: string, 
  /** Its name. */ name: string, 
  /** Where it is argued. */ stage: string, 
  /** Its legal effect. */ effect: string, 
  /** Its tree. */ tree: StepView,
};

export type Derived = { 
  /** The question it answers. */ path: string, 
  /** The question in words. */ question: string, 
  /** 是 or 否. */ answer: boolean, 
  /** 算式 and what it rests on. */ words: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** open: nobody has answered; taken: the finding says the same; other: the finding says otherwise. */ state: "open" | "taken" | "other",
};

export type DerivedRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string,
};

export type DerivedView = { 
  /** Party id. */ actor: string, 
  /** Answers. */ answers: Array<Derived>,
};

export type DestroyCase = { 
  /** Case id. */ case: string, 
  /** Its name, typed by hand. */ name: string,
};

export type Destroyed = { 
  /** First digits of its file's name. */ mark: string, 
  /** When. */ at: string, 
  /** Who. */ who: string,
};

export type DiffLine = { 
  /** skipped, added, removed or changed. */ kind: "skipped" | "added" | "removed" | "changed", 
  /** How many paragraphs are the same; for skipped. */ count: number, 
  /** Its words. */ pieces: Array<DiffPiece>,
};

export type DiffPiece = { 
  /** same, added or removed. */ kind: "same" | "added" | "removed", 
  /** The words. */ text: string,
};

export type DiffRequest = { 
  /** The document now. */ paper: DocumentRequest, 
  /** Which export, from 1; 0 for the last. */ number: number,
};

export type DiffView = { 
  /** The version. */ against: VersionRow, 
  /** Paragraphs. */ lines: Array<DiffLine>, 
  /** How many paragraphs are not as they were. */ changed: number,
};

export type DiscardStaged = { 
  /** Case id. */ case: string, 
  /** SHA-256 of the original. */ original: string,
};

export type DiscrepancyView = { 
  /** change or between. */ kind: "change" | "between", 
  /** Proposition id. */ proposition: string, 
  /** The proposition. */ text: string, 
  /** For a change: item id of the person. */ person: string, 
  /** One affirms what another denies; else they only differ. */ opposed: boolean, 
  /** In words. */ words: string, 
  /** What was said. */ said: Array<SaidView>,
};

export type DocumentKind = { 
  /** Template id. */ id: string, 
  /** Name. */ name: string, 
  /** Leaves the firm. */ outgoing: boolean, 
  /** What it is for. */ about: string, 
  /** Offered at this stage. */ allowed: boolean, 
  /** Why not. */ why_not: string, 
  /** stage: usable now, leaves the firm; internal; other: for another stage. */ group: "stage" | "internal" | "other", 
  /** The firm's own template. */ own: boolean,
};

export type DocumentRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Template id, or empty for the first. */ document: string, 
  /** Version by date, or the one in force. */ pack: string | null, 
  /** Only accepted entries are used. */ accepted_only: boolean,
};

export type DocumentView = { 
  /** Case bar. */ head: CaseHead, 
  /** All kinds. */ kinds: Array<DocumentKind>, 
  /** The kind shown. */ document: string, 
  /** Its name. */ title: string, 
  /** Printed with 草稿 on every page. */ draft: boolean, 
  /** Its blocks. */ blocks: Array<BlockView>, 
  /** What is still to be filled in. */ missing: Array<string>, 
  /** What to look at before export. */ preflight: Array<Preflight>, 
  /** Pages when printed. */ pages: number, 
  /** Width and height of a sheet in hundredths of a point. */ sheet: Array<number>, 
  /** Chapters. */ sections: Array<SectionView>, 
  /** Words set by hand. */ wordings: Array<WordingView>, 
  /** What only the client has said; for a paper that leaves the house. */ confidences: Array<Confidence>, 
  /** How often it was exported. */ versions: number, 
  /** Faces the paper is set in, each with the parts that use it and what it stands in for. */ faces: Array<string>,
};

export type DraftList = { 
  /** Drafts. */ drafts: Array<DraftView>,
};

export type DraftView = { 
  /** Which editor. */ key: string, 
  /** What was in it. */ body: string, 
  /** 2026-11-24 14:32. */ at: string,
};

export type DraftsRequest = { 
  /** Case id, or empty for those of no case. */ case: string,
};

export type DropDraft = { 
  /** Case id, or empty. */ case: string, 
  /** Which editor. */ key: string,
};

export type DropSheet = Record<string, never>;

export type EditionView = { 
  /** Its name. */ name: string, 
  /** Checked up to this day. */ date: string, 
  /** What a reader should know. */ note: string, 
  /** SHA-256 of the bundle; empty for the program's own rules. */ fingerprint: string, 
  /** Rule sets in it. */ rule_sets: number, 
  /** Who accepted it and when; empty for the program's own rules. */ accepted: string,
};

export type EffectRow = { 
  /** Case id. */ case: string, 
  /** Its name. */ case_name: string, 
  /** The accused. */ accused: string, 
  /** Whose facts. */ stance: Stance, 
  /** The result under the rules in force. */ before: string, 
  /** The result under the new rules. */ after: string,
};

export type EffectsView = { 
  /** Results that would be another. */ rows: Array<EffectRow>, 
  /** Cases compared so far, this page included. */ compared: number, 
  /** Cases there are. */ total: number, 
  /** More cases follow. */ more: boolean,
};

export type ElementFact = { 
  /** Where it is. */ path: string, 
  /** The question. */ question: string, 
  /** Its truth in the rule. */ truths: ByStance<Truth>,
};

export type ElementRef = { 
  /** `offence/node`. */ node: string, 
  /** Its name. */ name: string, 
  /** 0 for an element, 1 for what it is made of. */ depth: number,
};

export type ElementTile = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** As found proved. */ truth: Truth, 
  /** How it came about. */ mark: Mark, 
  /** Pages cited by us. */ for_cites: number, 
  /** Pages cited by the prosecution. */ against_cites: number, 
  /** One sentence. */ why: string,
};

export type ElementView = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** By stance. */ truths: ByStance<Truth>, 
  /** One sentence each. */ why: ByStance<string>, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** Open points of law. */ note: string, 
  /** What it looks at. */ facts: Array<ElementFact>,
};

export type EndView = { 
  /** 3日, 延长一 … */ label: string, 
  /** On what condition, where that is not shown. */ condition: string, 
  /** Certain on what is known. */ granted: boolean, 
  /** The last day in words. */ last: string, 
  /** Days from today; negative when past. */ days: number, 
  /** 算式. */ words: string, 
  /** 顺延或者不顺延的理由. */ roll: string, 
  /** 无日历: to be checked by hand. */ unchecked: boolean, 
  /** The last day to apply for the extension, or empty. */ ask: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type EventCard = { 
  /** Row id. */ row: string, 
  /** Its name. */ name: string, 
  /** In words, or empty. */ date: string, 
  /** The document and its number. */ document: string, 
  /** Taken into account. */ applied: boolean, 
  /** After today. */ planned: boolean, 
  /** Only tried out. */ tried: boolean,
};

export type EventChoice = { 
  /** Its id. */ id: string, 
  /** In words. */ name: string, 
  /** The document that shows it. */ document: string, 
  /** The day of receipt counts. */ served: boolean, 
  /** months, days or nothing: what may be stated. */ grant: "" | "months" | "days", 
  /** It can happen at the stage the case is at. */ fits: boolean,
};

export type EventInput = { 
  /** Kind of event. */ kind: string, 
  /** The document and its number. */ document: string, 
  /** When it was decided or done, as typed. */ on: string, 
  /** When it was served or received, as typed. */ served_on: string, 
  /** Months stated, as typed. */ months: string, 
  /** Days stated, as typed. */ days: string,
};

export type EvidenceKindView = { 
  /** Identifier. */ id: string, 
  /** As the law calls it. */ name: string, 
  /** Where room is short. */ short: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type EvidenceRegister = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** By volume and page. */ exhibits: Array<ExhibitView>, 
  /** Volumes to choose from. */ volumes: Array<VolumeRef>, 
  /** Elements to choose from. */ elements: Array<ElementRef>, 
  /** Statutory kinds. */ kinds: Array<EvidenceKindView>, 
  /** Checklists. */ checklists: Array<ChecklistView>, 
  /** Grounds of exclusion. */ grounds: Array<GroundView>, 
  /** The procedure of exclusion. */ steps: Array<EvidenceStep>, 
  /** Facts that rest on evidence we object to. */ challenged: Array<ChallengedFact>, 
  /** Pages that facts rest on and no exhibit takes up. */ uncovered: Array<UncoveredPage>, 
  /** Statements of the file that are not in the register yet. */ unlisted_statements: number,
};

export type EvidenceRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string,
};

export type EvidenceStep = { 
  /** Identifier. */ id: string, 
  /** Name. */ name: string, 
  /** In words. */ text: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type EvidenceView = { 
  /** The page. */ source: SourceView, 
  /** The condition it is cited for. */ shows: string,
};

export type ExcludeExhibit = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** Ground id. */ ground: string, 
  /** Clues and material. */ clues: string, 
  /** planned, applied, granted, refused, dropped; empty takes it back. */ state: "" | "planned" | "applied" | "granted" | "refused" | "dropped", 
  /** The revision the window has seen. */ seen: number,
};

export type ExclusionView = { 
  /** Ground id. */ ground: string, 
  /** Its name. */ name: string, 
  /** Clues and material. */ clues: string, 
  /** planned, applied, granted, refused or dropped. */ state: "planned" | "applied" | "granted" | "refused" | "dropped", 
  /** In words. */ state_name: string, 
  /** Set by a lawyer; else a proposal. */ settled: boolean, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type ExhibitMark = { 
  /** Item id. */ id: string, 
  /** Number in the register. */ no: number, 
  /** Name. */ name: string, 
  /** Volume label. */ volume: string, 
  /** First and last printed page of each run. */ runs: Array<[number, number]>, 
  /** What stands against it, in words. */ objections: Array<string>,
};

export type ExhibitMarks = { 
  /** In the order of the register. */ exhibits: Array<ExhibitMark>,
};

export type ExhibitMarksRequest = { 
  /** Case id. */ case: string,
};

export type ExhibitView = { 
  /** Item id. */ id: string, 
  /** Number in the register. */ no: number, 
  /** What it is called. */ name: string, 
  /** Kind id. */ kind: string, 
  /** In words. */ kind_name: string, 
  /** prosecution or defence. */ by: "prosecution" | "defence", 
  /** Where it comes from. */ source: string, 
  /** When it was made or collected, as typed. */ date: string, 
  /** unsaid, original or copy. */ form: "unsaid" | "original" | "copy", 
  /** Volume label. */ volume: string, 
  /** Printed pages. */ pages: string, 
  /** 证据卷二第12-18页. */ place: string, 
  /** 证明内容. */ proves: string, 
  /** Elements it bears on. */ nodes: Array<ElementRef>, 
  /** 真实性. */ authenticity: QualityView, 
  /** 合法性. */ legality: QualityView, 
  /** 关联性. */ relevance: QualityView, 
  /** 质证意见. */ opinion: string, 
  /** Set by a lawyer; else a proposal. */ opinion_settled: boolean, 
  /** Points of the checklist that were looked at. */ checks: Array<PointCheckView>, 
  /** How many points that count were looked at. */ checks_done: number, 
  /** How many points count. */ checks_total: number, 
  /** Points that are not met, with what follows. */ failed: Array<FailedPoint>, 
  /** Grounds of exclusion raised. */ exclusions: Array<ExclusionView>, 
  /** What stands against it, in words. */ objections: Array<string>, 
  /** Something in it waits for a lawyer. */ proposed: boolean, 
  /** Positions that cite its pages. */ cited: Array<CitedFact>, 
  /** Who put it last. */ by_who: string, 
  /** When. */ at: string,
};

export type ExitView = { 
  /** Its id. */ id: string, 
  /** Its name. */ name: string, 
  /** True is open, false closed, unknown not decided. */ truth: Truth, 
  /** 开启（应当）, 开启（可以）, 关闭 or 未定. */ word: string, 
  /** One sentence. */ why: string, 
  /** Its legal effect. */ effect: string, 
  /** What the other side will raise, shown. */ obstacles: Array<string>, 
  /** Conditions not yet known, by name. */ open: Array<string>, 
  /** Where to ask for it. */ places: Array<string>, 
  /** What to hand in. */ collect: Array<string>, 
  /** What the prosecution answers. */ answer: string, 
  /** Our reply. */ reply: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** Its conditions. */ tree: StepView,
};

export type ExportCase = { 
  /** Case id. */ case: string,
};

export type ExportDocument = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Template id. */ document: string, 
  /** Version by date, or the one in force. */ pack: string | null, 
  /** Only accepted entries are used. */ accepted_only: boolean, 
  /** pdf or docx. */ format: "pdf" | "docx", 
  /** Without names and numbers. */ redacted: boolean, 
  /** More words to hide in a copy without names. */ also: Array<string>, 
  /** What this version is called, or empty. */ name: string,
};

export type ExportLog = { 
  /** Case id. */ case: string, 
  /** jsonl (with its chain) or csv (to be read). */ format: "jsonl" | "csv",
};

export type ExportOfficeLog = Record<string, never>;

export type ExportSheet = Record<string, never>;

export type ExportedView = { 
  /** Suggested name. */ file_name: string, 
  /** SHA-256 of the file. */ sha256: string, 
  /** Pages. */ pages: number, 
  /** False when the person cancelled. */ saved: boolean,
};

export type FactCard = { 
  /** Where it is. */ path: string, 
  /** Fact, judgment, table or column id. */ id: string, 
  /** In plain words. */ question: string, 
  /** bool, choice, money, number, date, text, ref or judge. */ type: "bool" | "choice" | "money" | "number" | "date" | "text" | "ref" | "judge", 
  /** Of a choice; for a ref the rows that can be pointed at. */ options: Array<Named>, 
  /** Of a number. */ unit: string, 
  /** How to fill it in. */ help: string, 
  /** What usually proves it. */ proof: string, 
  /** interview, file, collect. */ find: Array<string>, 
  /** Checklist of a judgment. */ factors: Array<string>, 
  /** Provisions behind it. */ cites: Array<CiteChip>, 
  /** It can still change the result. */ matters: boolean, 
  /** Only a lawyer answers. */ lawyer_only: boolean, 
  /** The sides differ. */ disputed: boolean, 
  /** A lawyer returned an entry. */ returned: boolean, 
  /** Always three: alleged, ours, finding. */ positions: Array<PositionView>, 
  /** Rules that use it. */ used_in: Array<NodeRef>,
};

export type FactChoice = { 
  /** Its path. */ path: string, 
  /** The question. */ title: string, 
  /** Group of the form. */ group: string, 
  /** Answered with yes or no. */ yes_no: boolean,
};

export type FactForm = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Group id; the first when absent. */ group: string | null, 
  /** Leave out what can no longer change the result. */ only_matters: boolean,
};

export type FactHistory = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Where it is. */ path: string,
};

export type FactLink = { 
  /** Where it is. */ path: string, 
  /** The question. */ question: string,
};

export type FactRef = { 
  /** Where it is on the form. */ path: string, 
  /** In plain words. */ question: string, 
  /** How it stands. */ truth: Truth, 
  /** Pages cited for it. */ sources: Array<SourceView>,
};

export type FactorView = { 
  /** Its id. */ id: string, 
  /** Its name. */ name: string, 
  /** first, second or open: the step in which it is applied; open has no share in any text. */ tier: "first" | "second" | "open", 
  /** For the client. */ lenient: boolean, 
  /** Whether it is shown. */ truth: Truth, 
  /** 应当 or 可以. */ must: string, 
  /** Its lines with their shares, the one that applies first marked. */ shares: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** What it rests on, with pages. */ facts: Array<FactRef>, 
  /** What the other side will say. */ counter: string, 
  /** Open points. */ note: string,
};

export type FailedPoint = { 
  /** Point id. */ point: string, 
  /** Its name. */ name: string, 
  /** What follows. */ failed: string, 
  /** How heavy that weighs. */ effect: "bar" | "flaw" | "weak", 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type Failure = { 
  /** For the window. */ code: Code, 
  /** For the person. */ message: string, 
  /** What to do. */ hint: string,
};

export type FieldFault = { 
  /** ids, phones or accounts. */ field: string, 
  /** Which of them, from 0. */ at: number, 
  /** What, in words. */ text: string, 
  /** Only to be looked at again: right numbers of that kind exist. */ hint: boolean,
};

export type FieldView = { 
  /** Its label. */ label: string, 
  /** What it says, in words. */ value: string, 
  /** What it said before, when that was something else. */ before: string | null,
};

export type FigureView = { 
  /** Months; otherwise parts of the base, because no start is confirmed. */ months: boolean, 
  /** Better end. */ low: string, 
  /** Worse end. */ high: string, 
  /** Better end in hundredths of a month, or of a per cent, for drawing. */ low_at: number, 
  /** Worse end. */ high_at: number, 
  /** 拘役、有期徒刑 …, or empty. */ kinds: string,
};

export type FilePage = { 
  /** Case id. */ case: string, 
  /** Number of the volume's item. */ volume: string, 
  /** Page of the document, from 1. */ page: number,
};

export type FileRequest = { 
  /** Case id. */ case: string,
};

export type FileView = { 
  /** Case bar. */ head: CaseHead, 
  /** Volumes, in their order. */ volumes: Array<VolumeRow>, 
  /** Originals that wait to become volumes. */ staged: Array<StagedRow>, 
  /** Files that began to arrive and never came through. */ unfinished: Array<string>, 
  /** Whose papers a volume can hold. */ parts: Array<Named>, 
  /** The label the next volume of each of them would get. */ next: Array<Named>, 
  /** How far the whole file has been read. */ state: ReadState, 
  /** Cites of these volumes that must be looked at again. */ doubtful: number, 
  /** Marks on its pages, those on most pages first. */ tags: Array<TagRow>, 
  /** Volumes that are cited and not here yet. */ missing: Array<MissingVolume>,
};

export type FinishTask = { 
  /** Case id. */ case: string, 
  /** Its number. */ task: string, 
  /** When, as typed. */ on: string, 
  /** What came of it. */ result: string, 
  /** The revision the window has seen. */ seen: number,
};

export type FlagView = { 
  /** gap, duplicate or unlabelled. */ kind: "gap" | "duplicate" | "unlabelled", 
  /** In words. */ text: string, 
  /** A page of the document to look at; 0 when there is none. */ page: number,
};

export type FlipFact = { 
  /** Where it is. */ path: string, 
  /** The question. */ question: string, 
  /** As it stands. */ now: string, 
  /** What it would have to turn out to be. */ to: string, 
  /** How it could be shown. */ provable: Provable, 
  /** 会见, 阅卷, 调取. */ how: Array<string>, 
  /** What usually proves it. */ proof: string, 
  /** On what our position rests. */ sources: Array<SourceView>, 
  /** The same change as a supposition. */ suppose: Override,
};

export type FlipNode = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** Its truth in this stance. */ truth: Truth,
};

export type FlipSet = { 
  /** Its weakest fact decides. */ provable: Provable, 
  /** All of them together. */ facts: Array<FlipFact>,
};

export type FlipsRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version by date, or the one in force. */ pack: string | null, 
  /** Only accepted entries count. */ accepted_only: boolean, 
  /** Whose facts. */ stance: Stance, 
  /** The offence's root or an element; empty for the offence. */ node: string, 
  /** The result wanted; absent for the one that changes what stands, the client's first. */ want: Wanted | null,
};

export type FlipsView = { 
  /** The node. */ node: string, 
  /** Result wanted. */ want: Wanted, 
  /** It is so already. */ met: boolean, 
  /** Sets, by provability, then by size. */ sets: Array<FlipSet>, 
  /** How many facts must change at the least; absent when nothing entered so far can give it. */ least: number | null, 
  /** Not everything is listed. */ truncated: boolean, 
  /** The offence, then its elements. */ nodes: Array<FlipNode>,
};

export type Focus = { 
  /** Where it is. */ path: string, 
  /** The question. */ question: string, 
  /** 指控. */ alleged: FocusSide, 
  /** 我方. */ ours: FocusSide, 
  /** 研判, when there is one. */ finding: string, 
  /** Elements that turn on it. */ elements: Array<FocusElement>, 
  /** What is to be settled, in one question. */ ask: string,
};

export type FocusElement = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** Believing the other side on this alone changes the element in some stance; else only together with others. */ alone: boolean,
};

export type FocusRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version by date, or the one in force. */ pack: string | null, 
  /** Only accepted entries count. */ accepted_only: boolean,
};

export type FocusSide = { 
  /** In words. */ words: string, 
  /** On which pages. */ sources: Array<SourceView>,
};

export type FocusView = { 
  /** Party id. */ actor: string, 
  /** Disputes. */ disputes: Array<Focus>, 
  /** Disputes on which no element turns. */ idle: number,
};

export type FolderMade = { 
  /** Name of the folder. */ folder: string, 
  /** How many files are in it. */ files: number, 
  /** How many of them are originals. */ originals: number, 
  /** Volumes whose original is not in the vault. */ missing: Array<string>, 
  /** SHA-256 of its manifest. */ sha256: string, 
  /** False when the person cancelled. */ saved: boolean,
};

export type FolderTaken = { 
  /** The new case; none when the folder was refused. */ case: CaseRow | null, 
  /** Why nothing was taken, one line each. */ refused: Array<string>, 
  /** What came in, in words: facts, items, originals, pages. */ came: Array<string>, 
  /** Files that are different, missing or unknown, and that the case does not need. */ differences: Array<string>, 
  /** Head of the chain the case had where it came from. */ former_head: string,
};

export type ForgetUnfinished = { 
  /** Case id. */ case: string,
};

export type FormView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** All groups with counts. */ groups: Array<GroupView>, 
  /** The group shown. */ group: string, 
  /** Its questions. */ facts: Array<FactCard>, 
  /** Its tables. */ tables: Array<TableView>,
};

export type FormerRef = { 
  /** matter, party, position or item. */ kind: "matter" | "party" | "position" | "item", 
  /** Number of the row. */ row: number,
};

export type GroundView = { 
  /** Identifier. */ id: string, 
  /** Name. */ name: string, 
  /** Kinds of evidence it applies to. */ kinds: Array<string>, 
  /** What must appear. */ show: Array<string>, 
  /** Exceptions, any of them. */ unless: Array<string>, 
  /** What its reader should know. */ note: string, 
  /** What follows. */ result: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type GroupView = { 
  /** Group id. */ id: string, 
  /** Name. */ name: string, 
  /** Questions. */ total: number, 
  /** Not yet answered by anybody. */ empty: number, 
  /** The sides differ. */ disputed: number, 
  /** Returned by a lawyer. */ returned: number, 
  /** Can still change the result. */ matters: number,
};

export type HearingCode = { 
  /** As printed. */ code: string, 
  /** What it stands for. */ what: string,
};

export type HearingCodes = { 
  /** Case id. */ case: string,
};

export type HearingCodesView = { 
  /** When it was made, or empty when there is none. */ at: string, 
  /** Its codes. */ codes: Array<HearingCode>,
};

export type HiddenWord = { 
  /** As it stands in the case. */ word: string, 
  /** What stands in its place. */ mask: string, 
  /** How often it occurs in this document. */ count: number,
};

export type HistoryRow = { 
  /** Number of the row, by which it can be put back; 0 when there was nothing. */ row: number, 
  /** When. */ at: string, 
  /** Who. */ who: string, 
  /** Whose position. */ side: Side, 
  /** What was said. */ answer: Answer, 
  /** Remarks. */ note: string, 
  /** What was done. */ what: string,
};

export type HistoryView = { 
  /** Rows. */ rows: Array<HistoryRow>,
};

export type HitGroup = { 
  /** Kind id. */ kind: string, 
  /** Kind in words. */ name: string, 
  /** How many there are; more than are listed, perhaps. */ count: number, 
  /** The first of them. */ hits: Array<HitView>,
};

export type HitView = { 
  /** Case id. */ case: string, 
  /** Name of the case. */ case_name: string, 
  /** Where it is, in words, without the case. */ place: string, 
  /** The words and what is around them. */ pieces: Array<PieceView>, 
  /** What opens it. */ open: Address,
};

export type ImportCase = { 
  /** TOML or JSON. */ text: string,
};

export type IndexJob = { 
  /** SHA-256 of the original. */ original: string, 
  /** What it is. */ media: "pdf" | "png" | "jpeg" | "docx", 
  /** Its size. */ bytes: number, 
  /** text: words and fingerprint; ocr: the words are to be recognised. */ want: "text" | "ocr", 
  /** Which pages. */ pages: Array<number>,
};

export type IndexSlice = Record<string, never>;

export type IndexSliceView = { 
  /** Cases still to be looked at. */ left: number,
};

export type IndexWork = { 
  /** Case id. */ case: string, 
  /** Whether words can be recognised on this machine. */ ocr: boolean, 
  /** The original somebody looks at: it comes first. Empty when nobody does. */ first: string, 
  /** At most this many pages. */ most: number,
};

export type InstallRules = { 
  /** Their fingerprint, as it was shown. */ fingerprint: string,
};

export type JudgeExhibit = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** 真实性. */ authenticity: QualityInput, 
  /** 合法性. */ legality: QualityInput, 
  /** 关联性. */ relevance: QualityInput, 
  /** 质证意见. */ opinion: string, 
  /** The revision the window has seen. */ seen: number,
};

export type JudgeRef = { 
  /** Its path. */ path: string, 
  /** The question. */ text: string, 
  /** The answer. */ truth: Truth,
};

export type KeepDraft = { 
  /** Case id, or empty for what belongs to no case yet. */ case: string, 
  /** Which editor, as the window names it. */ key: string, 
  /** What is in it, as the window writes it. */ body: string,
};

export type Kept = { 
  /** 14:32:07. */ at: string,
};

export type LackView = { 
  /** Where it is. */ path: string, 
  /** The question. */ question: string, 
  /** 会见, 阅卷, 调取, 律师判断. */ how: string, 
  /** What usually proves it. */ proof: string,
};

export type LadderLevel = { 
  /** L0 … L5. */ id: string, 
  /** What it takes. */ name: string, 
  /** What follows in law. */ words: string, 
  /** Whether the facts reach it, by stance. */ truth: ByStance<Truth>, 
  /** Why, by stance. */ why: ByStance<string>, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** An open point of law. */ note: string,
};

export type LadderView = { 
  /** Its name. */ name: string, 
  /** What it is. */ summary: string, 
  /** Lowest first. */ levels: Array<LadderLevel>, 
  /** The highest level reached, by stance; empty when none is. */ reached: ByStance<string>,
};

export type LeadInput = { 
  /** Stage id. */ id: string, 
  /** Days, as typed. */ days: string,
};

export type LeadStage = { 
  /** Stage id. */ id: string, 
  /** In words. */ name: string, 
  /** Days before the last workday, the longest first. */ days: Array<number>,
};

export type LeadView = { 
  /** Offence id, or empty. */ offence: string, 
  /** It is made out, not merely nearest. */ stands: boolean, 
  /** In one sentence. */ words: string,
};

export type LeafRow = { 
  /** Row id. */ row: string, 
  /** Its name. */ name: string, 
  /** Whether it counts. */ truth: Truth, 
  /** Why it counts, or what it lacks. */ why: string, 
  /** Pages cited for the row and its cells. */ sources: Array<SourceView>,
};

export type LeafView = { 
  /** Where the fact is. */ path: string, 
  /** In plain words. */ question: string, 
  /** What each side says. */ said: Array<Said>, 
  /** For tables. */ rows: Array<LeafRow>, 
  /** What was found. */ value: string, 
  /** What was asked for. */ threshold: string,
};

export type LedgerLine = { 
  /** 1, 2 … */ number: number, 
  /** What is done. */ title: string, 
  /** With what. */ detail: string, 
  /** What it comes to: the better end for the accused. */ low: string, 
  /** The worse end. */ high: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** range, start, base, factor, sum or result: how it is set. */ kind: "range" | "start" | "base" | "factor" | "sum" | "result", 
  /** The circumstance it applies, or empty. */ factor: string,
};

export type LimitRequest = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Rule and event. */ key: string, 
  /** The revision the window has seen. */ seen: number,
};

export type LinkView = { 
  /** The words. */ words: string, 
  /** Where they lead. */ target: string,
};

export type ListStatements = { 
  /** Case id. */ case: string, 
  /** The revision the window has seen. */ seen: number,
};

export type LocalChoice = { 
  /** Its id. */ id: string, 
  /** Its name. */ name: string, 
  /** Where its figures come from. */ note: string,
};

export type Lock = Record<string, never>;

export type LogRequest = { 
  /** Case id. */ case: string, 
  /** Name. */ who: string, 
  /** Kind id. */ kind: string, 
  /** First day, 2026-11-24, or empty. */ from: string, 
  /** Last day, or empty. */ to: string, 
  /** How many lines at most. */ limit: number,
};

export type LogRow = { 
  /** Its number. */ seq: number, 
  /** When. */ at: string, 
  /** Who. */ who: string, 
  /** What kind, in words. */ kind: string, 
  /** What, without client data. */ what: string, 
  /** Head of the chain after it. */ hash: string,
};

export type LogView = { 
  /** Those asked for, newest first. */ rows: Array<LogRow>, 
  /** How many fit the filter. */ fitting: number, 
  /** How many lines the log has. */ total: number, 
  /** Everybody who is in the log. */ people: Array<string>, 
  /** Every kind that is in the log. */ kinds: Array<Named>, 
  /** The first line that does not fit the chain, counted from 1. */ broken_at: number | null, 
  /** What is wrong with that line, in words. */ broken_why: string, 
  /** Head of the chain. */ head: string,
};

export type MapCheck = { 
  /** Why it cannot be one; empty when it can. */ problem: string, 
  /** Gaps, duplicates, pages without a number. */ flags: Array<FlagView>,
};

export type Mark = "plain" | "stands" | "defeated" | "not_pleaded";

export type MarkRead = { 
  /** Case id. */ case: string, 
  /** SHA-256 of the original. */ original: string, 
  /** Pages of the document. */ pages: Array<number>,
};

export type MatchView = { 
  /** Item id of this person, or empty. */ own: string, 
  /** Name of this person. */ own_name: string, 
  /** The case of the other. */ case: string, 
  /** Its name; empty for this case. */ case_name: string, 
  /** Whether it is closed. */ closed: boolean, 
  /** Item id there. */ person: string, 
  /** Name there. */ name: string, 
  /** What they are there. */ role_name: string, 
  /** What follows. */ level: "stop" | "warn" | "note", 
  /** What it means, as a heading. */ ground: string, 
  /** Why that matters. */ why: string, 
  /** Whether the rule on accused of one case is behind it. */ rule: boolean, 
  /** Why it was found, the strongest first. */ reasons: Array<ReasonView>, 
  /** A number, or whoever linked them, says that it is one person. */ certain: boolean, 
  /** Linked as one person in the register. */ linked: boolean, 
  /** What a lawyer may decide. */ verdicts: Array<Named>, 
  /** What was decided. */ decision: DecisionView | null,
};

export type MatrixCell = { 
  /** Truth in this stance. */ truth: Truth, 
  /** How it came about. */ mark: Mark, 
  /** Pages cited below it. */ cites: number, 
  /** Unknown facts below it. */ missing: number,
};

export type MatrixRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version by date, or the one in force. */ pack: string | null, 
  /** Only accepted entries count. */ accepted_only: boolean, 
  /** Whose tree, cards and defences are wanted. */ stance: Stance,
};

export type MatrixRow = { 
  /** Node id. */ node: string, 
  /** Depth below the root's parts. */ depth: number, 
  /** Its name. */ name: string, 
  /** What it looks like. */ shape: Shape, 
  /** By stance. */ cells: ByStance<MatrixCell>, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** A leaf. */ leaf: boolean, 
  /** Node id of the row above it in the tree, or empty. */ parent: string,
};

export type MatrixView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** The version shown. */ pack: PackChip, 
  /** Only accepted entries count. */ accepted_only: boolean, 
  /** Results. */ verdicts: ByStance<Verdict>, 
  /** Results in one sentence. */ sentences: ByStance<string>, 
  /** Rows. */ rows: Array<MatrixRow>, 
  /** Whose tree, cards and defences these are. */ stance: Stance, 
  /** Its tree. */ tree: StepView, 
  /** Presumption cards. */ presumptions: Array<PresumptionCard>, 
  /** How far each side's facts reach. */ ladders: Array<LadderView>, 
  /** Defences. */ defences: Array<DefenceTrees>, 
  /** What could not be formalised. */ untranslated: Array<UntranslatedView>,
};

export type MatterForm = { 
  /** Case id. */ case: string,
};

export type MatterView = { 
  /** Case bar. */ head: CaseHead, 
  /** Procedural stages. */ stages: Array<Named>, 
  /** The body that decides now, as addressed. */ authority: string, 
  /** Docket number, as printed. */ docket: string, 
  /** Law firm. */ firm: string, 
  /** Defenders, by name. */ lawyers: Array<string>, 
  /** Their licence numbers, in the same order. */ licences: Array<string>, 
  /** Address and telephone of the firm, as printed. */ contact: string, 
  /** The police in charge, where another body decides now. */ police: string, 
  /** The procuratorate in charge, where another body decides now. */ procuratorate: string, 
  /** The court in charge, where another body decides now. */ court: string, 
  /** Who entrusted them and in what relation. */ entrusted_by: string, 
  /** What else there is to say. */ note: string,
};

export type MissingVolume = { 
  /** Label as cites write it. */ label: string, 
  /** 证据卷三. */ name: string, 
  /** How many cites name it. */ cites: number,
};

export type Named = { 
  /** Id. */ id: string, 
  /** In words. */ name: string,
};

export type Neglected = { 
  /** Case id. */ case: string, 
  /** Name of the case. */ name: string, 
  /** Who is in custody, and since when. */ custody: string, 
  /** The last action of a lawyer, in words. */ since: string, 
  /** Whole days since. */ days: number,
};

export type NextDate = { 
  /** Rule and event, or empty. */ key: string, 
  /** 侦查羁押期限届满 … */ name: string, 
  /** In words. */ date: string, 
  /** Days from today; negative when past. */ days: number, 
  /** A period of custody, else another. */ custody: boolean, 
  /** What holds on what is known is past; a condition nobody has shown would extend it. */ doubt: boolean, 
  /** 最后可提交的工作日 in words, or empty where a year has no calendar. */ file_by: string, 
  /** How urgent it is by the office's lead times. */ warn: Warn, 
  /** Met, but not signed by a lawyer, or its last day has moved since; else empty. */ met: "" | "done" | "moved",
};

export type NodeOutcome = { 
  /** Its truth. */ truth: Truth, 
  /** How it came about. */ mark: Mark, 
  /** One sentence. */ why: string,
};

export type NodeRef = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string,
};

export type NodeUse = { 
  /** Offence or defence name. */ offence: string, 
  /** Version date, empty for a defence. */ pack: string, 
  /** Node id. */ node: string, 
  /** Node name. */ name: string, 
  /** File of the rule set. */ file: string,
};

export type NoteRow = { 
  /** Number of the item. */ id: string, 
  /** Its heading, or empty. */ title: string, 
  /** Its text. */ text: string, 
  /** Who wrote it, and when. */ by: string,
};

export type NotesRequest = { 
  /** Case id. */ case: string,
};

export type NotesView = { 
  /** Latest first. */ rows: Array<NoteRow>,
};

export type ObstacleView = { 
  /** The obstacle. */ what: ConditionView, 
  /** 已查证, 控方主张, 待查, 没有. */ standing: string, 
  /** It stands on what is proved or on what we ourselves say. */ stands: boolean, 
  /** The prosecution says so. */ alleged: boolean,
};

export type OffenceLimit = { 
  /** Offence id. */ offence: string, 
  /** Short name. */ name: string, 
  /** within, expired, unlimited, manual or open. */ state: "within" | "expired" | "unlimited" | "manual" | "open", 
  /** In words. */ state_name: string, 
  /** By band. */ bands: Array<BandLimit>, 
  /** What has to be said beside it. */ notes: Array<string>,
};

export type OfficeDates = { 
  /** By stage. */ stages: Array<LeadStage>, 
  /** In custody and no lawyer's action for that many days: possibly forgotten. */ neglect_days: number,
};

export type OfficeDatesRequest = Record<string, never>;

export type OfficeLine = { 
  /** Number. */ seq: number, 
  /** 2026-11-30 09:15. */ at: string, 
  /** Who. */ who: string, 
  /** What, without client data. */ what: string,
};

export type OfficeLog = { 
  /** Newest first. */ lines: Array<OfficeLine>, 
  /** Head of its chain. */ head: string,
};

export type OfficeLogRequest = { 
  /** How many lines at most. */ limit: number,
};

export type OpeningView = { 
  /** Where it is. */ path: string, 
  /** fact, judge or table. */ kind: "fact" | "judge" | "table", 
  /** The question. */ question: string, 
  /** interview, file, collect. */ how: Array<string>, 
  /** Expected effect, in words. */ effect: string, 
  /** One answer settles the result. */ decisive: boolean, 
  /** Whom the better answer helps: always ours, or empty when neither. */ helps: Side | "", 
  /** Group id on the form. */ group: string,
};

export type OpinionView = { 
  /** L1 … L12. */ id: string, 
  /** What it holds. */ text: string, 
  /** Who, and where. */ source: string, 
  /** 高 中 低 未核实. */ confidence: string,
};

export type OrderVolumes = { 
  /** Case id. */ case: string, 
  /** Numbers of all volumes' items, in order. */ volumes: Array<string>, 
  /** Revision the page showed. */ seen: number,
};

export type OtherOffence = { 
  /** Its id. */ id: string, 
  /** Its name. */ name: string, 
  /** As the case stands. */ before: Verdict, 
  /** By scenario. */ after: Array<Verdict>,
};

export type Outcome = { 
  /** 成立, 不成立, 未达证明标准. */ verdict: Verdict, 
  /** In one sentence. */ sentence: string, 
  /** An answer that could not be read, in words; empty when all could. */ refused: string,
};

export type Override = { 
  /** Where. */ path: string, 
  /** What is supposed; 尚不清楚 supposes that it cannot be established. */ answer: AnswerInput,
};

export type OverviewRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version by date, or the one in force. */ pack: string | null,
};

export type OverviewView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** Version shown. */ pack: string, 
  /** What comes first: warnings of the comparison of offences, gravest first. */ traps: Array<TrapLine>, 
  /** On accepted entries. */ sentence_accepted: string, 
  /** On all entries. */ sentence_all: string, 
  /** Entries not yet reviewed change something. */ differs: boolean, 
  /** On accepted entries. */ result_accepted: Verdict, 
  /** On all entries. */ result_all: Verdict, 
  /** By stance, all entries. */ stances: Array<StanceResult>, 
  /** Elements, as found proved on all entries. */ elements: Array<ElementTile>, 
  /** Most effective first. */ openings: Array<OpeningView>, 
  /** Amounts as the prosecution has them. */ amounts: Array<AmountBar>, 
  /** Defences. */ defences: Array<DefenceTile>, 
  /** Last changes. */ activity: Array<ActivityRow>, 
  /** The next three dates that bind. */ dates: Array<NextDate>,
};

export type OwnTemplate = { 
  /** Its id; that of a style sheet begins with `sheet/`. */ id: string, 
  /** Name of the document. */ name: string, 
  /** What it is for. */ about: string, 
  /** A style sheet: how papers look, not what they say. */ look: boolean, 
  /** Leaves the firm. */ outgoing: boolean, 
  /** It stands in place of one of the program's. */ replaces: boolean, 
  /** Taken out of use. */ removed: boolean, 
  /** Who brought it, and when. */ by: string,
};

export type OwnTemplates = { 
  /** In order of name. */ rows: Array<OwnTemplate>,
};

export type OwnTemplatesRequest = Record<string, never>;

export type PackChip = { 
  /** In force from. */ from: string, 
  /** Offence. */ name: string, 
  /** 行为时 / 现行, with the date. */ label: string, 
  /** In force when the act ended. */ in_force_at_act: boolean, 
  /** Newest in force. */ current: boolean, 
  /** Why it can apply, in words. */ ground: string, 
  /** Chosen by a lawyer: what every screen takes unless another is picked. */ chosen: boolean,
};

export type PageComment = { 
  /** Number of the item. */ id: string, 
  /** The remark. */ text: string, 
  /** Who made it, and when. */ by: string, 
  /** It is settled. */ settled: boolean,
};

export type PageExhibit = { 
  /** Number of the item. */ id: string, 
  /** What it is called. */ name: string, 
  /** Kind in words. */ kind: string, 
  /** Its printed pages. */ pages: string, 
  /** 证明内容. */ proves: string, 
  /** 三性. */ qualities: Array<PageQuality>, 
  /** 质证意见, or empty. */ opinion: string, 
  /** A lawyer set it. */ opinion_settled: boolean, 
  /** What stands against it, in words. */ objections: Array<string>,
};

export type PageFact = { 
  /** Identity of the cite. */ cite: string, 
  /** Party id, or empty. */ actor: string, 
  /** Where the answer is. */ path: string, 
  /** Whose position. */ side: Side, 
  /** The question. */ question: string, 
  /** What is said. */ answer: Answer, 
  /** The words relied on. */ quote: string, 
  /** Where they were marked: `original:page:crop:hash`; or empty. */ anchor: string, 
  /** proposed, accepted or returned. */ review: "proposed" | "accepted" | "returned", 
  /** Who entered it. */ by: string,
};

export type PageQuality = { 
  /** 真实性, 合法性 or 关联性. */ name: string, 
  /** open, accepted or objected. */ view: "open" | "accepted" | "objected", 
  /** Why. */ reason: string, 
  /** A lawyer set it. */ settled: boolean,
};

export type PageRead = { 
  /** Page of the document, from 1. */ page: number, 
  /** The words of its text layer; empty for a scan. */ text: string, 
  /** Fingerprint of its picture, 16 hexadecimal digits; or empty. */ hash: string, 
  /** Why it could not be read, in words; empty when it could. */ fault: string,
};

export type PageSheet = { 
  /** Page, from 1. */ number: number, 
  /** What is drawn first. */ strokes: Array<StrokeView>, 
  /** The words. */ stretches: Array<StretchView>, 
  /** Where the blocks are. */ spots: Array<SpotView>,
};

export type PageThing = { 
  /** `kind:id`. */ key: string, 
  /** 笔录, 页签. */ kind: string, 
  /** What it is called. */ name: string,
};

export type PageView = { 
  /** Number of the volume's item. */ volume: string, 
  /** Page of the document. */ page: number, 
  /** Printed number, or empty. */ label: string, 
  /** 证据卷二第47页. */ title: string, 
  /** As typed: 2-47; or empty. */ cite: string, 
  /** waiting, read, blank or failed. */ state: "waiting" | "read" | "blank" | "failed", 
  /** Where the words come from, in words. */ via: string, 
  /** How sure the recognition is, 0 to 100. */ confidence: number | null, 
  /** The words. */ text: string, 
  /** Uncertain words: places in the text, counted in characters, last included. */ unsure: Array<RunView>, 
  /** Why it could not be read. */ fault: string, 
  /** Fingerprint of the picture, or empty. */ hash: string, 
  /** Answers that rely on it. */ facts: Array<PageFact>, 
  /** What else is on it. */ things: Array<PageThing>, 
  /** The evidence on it. */ exhibits: Array<PageExhibit>, 
  /** Remarks, oldest first. */ comments: Array<PageComment>,
};

export type PagesRequest = { 
  /** Which document. */ paper: DocumentRequest, 
  /** First page, from 1. */ from: number, 
  /** Last page. */ to: number,
};

export type PagesView = { 
  /** How many there are in all. */ count: number, 
  /** Width and height of a sheet. */ sheet: Array<number>, 
  /** Those asked for. */ pages: Array<PageSheet>,
};

export type PartyView = { 
  /** Party id. */ id: string, 
  /** Name. */ name: string, 
  /** person or unit. */ kind: "person" | "unit", 
  /** Whether we defend them. */ client: boolean, 
  /** Post or part, in words. */ role: string,
};

export type PeopleRequest = { 
  /** Case id. */ case: string,
};

export type PeopleView = { 
  /** In order of role. */ people: Array<PersonRow>, 
  /** Every role. */ roles: Array<Named>, 
  /** Name of a second accused whom we defend, or empty. */ second_client: string, 
  /** The rule on accused of one case. */ rule: string, 
  /** What it rests on. */ rule_basis: string, 
  /** Grounds that stop, undecided. */ stops: number, 
  /** Grounds that need a decision, undecided. */ warns: number, 
  /** Cases whose people could not be compared. */ unread: number, 
  /** Whether this user may decide. */ decides: boolean, 
  /** Counts changes. */ revision: number,
};

export type PeriodView = { 
  /** Rule and event. */ key: string, 
  /** D-09. */ item: string, 
  /** Its name. */ name: string, 
  /** Who has to act. */ who: string, 
  /** custody, procedure, duty, measure, right or hearing. */ shape: "custody" | "procedure" | "duty" | "measure" | "right" | "hearing", 
  /** In words. */ shape_name: string, 
  /** running, doubt, passed, paused, projected or done. */ state: "running" | "doubt" | "passed" | "paused" | "projected" | "done", 
  /** In words. */ state_name: string, 
  /** 起算: day and event. */ start: string, 
  /** Possible ends, the one that holds on what is known first. */ ends: Array<EndView>, 
  /** How it ended, or empty. */ closed: string, 
  /** It ended after its last day. */ late: boolean, 
  /** 高·明文, 中·推导 … */ sure: string, 
  /** What is open about it. */ notes: Array<string>, 
  /** Provisions of the item. */ cites: Array<CiteChip>, 
  /** 最后可提交的工作日 in words, or why it is not known; empty when it no longer runs. */ file_by: string, 
  /** Days from today to it, or to the last day where it is not known. */ file_days: number, 
  /** A year has no calendar: the last workday is not known. */ file_unknown: boolean, 
  /** How urgent it is by the office's lead times. */ warn: Warn, 
  /** 提前7、3、1日提醒, by the stage. */ lead: string, 
  /** How it was met, if it was marked. */ completion: CompletionView | null, 
  /** It can be marked as met. */ can_complete: boolean, 
  /** Why not, where it runs and cannot. */ why_not: string,
};

export type PersonInput = { 
  /** Name; of a unit its full name. */ name: string, 
  /** Other names. */ aliases: Array<string>, 
  /** Role id. */ role: string, 
  /** A unit, not a natural person. */ unit: boolean, 
  /** Number in the office's register, as a view gave it; or empty. */ register: string, 
  /** Numbers of identity. */ ids: Array<string>, 
  /** Phone numbers. */ phones: Array<string>, 
  /** Bank cards, payment and chat accounts. */ accounts: Array<string>, 
  /** The unit they belong to. */ employer: string, 
  /** Address, relation, in words. */ note: string,
};

export type PersonRequest = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** Another case from which to take them over, or empty. */ from: string,
};

export type PersonRow = { 
  /** Item id. */ id: string, 
  /** Party id of an accused, or empty. */ party: string, 
  /** Name. */ name: string, 
  /** Other names. */ aliases: Array<string>, 
  /** Role id. */ role: string, 
  /** Role in words. */ role_name: string, 
  /** A unit. */ unit: boolean, 
  /** Numbers of identity, hidden. */ ids: Array<string>, 
  /** Phone numbers, hidden. */ phones: Array<string>, 
  /** Accounts, hidden. */ accounts: Array<string>, 
  /** The unit they belong to. */ employer: string, 
  /** In words. */ note: string, 
  /** What is wrong with the numbers. */ faults: Array<FieldFault>, 
  /** Who they may be, the gravest first. */ matches: Array<MatchView>,
};

export type PhaseView = { 
  /** Stage id. */ id: string, 
  /** In words. */ name: string, 
  /** past, current or ahead. */ place: "past" | "current" | "ahead", 
  /** Its events, in order. */ events: Array<EventCard>, 
  /** What ran or runs from them. */ periods: Array<PeriodView>,
};

export type PieceView = { 
  /** The piece. */ text: string, 
  /** It is what was looked for. */ found: boolean,
};

export type PlaceView = { 
  /** Case id. */ case: string, 
  /** Its name. */ case_name: string, 
  /** Item id there. */ person: string, 
  /** What they are there. */ role_name: string, 
  /** Whether it is closed. */ closed: boolean, 
  /** The fictional case. */ demo: boolean,
};

export type PlanView = { 
  /** A or B. */ id: string, 
  /** In words. */ name: string, 
  /** Whether it is open. */ truth: Truth, 
  /** Why it is open or not. */ about: string, 
  /** The one to claim. */ claimed: boolean, 
  /** The calculation on what is shown. */ lines: Array<LedgerLine>, 
  /** What is not counted. */ uncounted: Array<Uncounted>, 
  /** What it comes to. */ shown: FigureView, 
  /** After the court's own discretion, shown apart. */ adjusted: FigureView | null, 
  /** With every "if" at its best and at its worst. */ possible: FigureView, 
  /** What moves it. */ swings: Array<SwingView>, 
  /** What the reader must know about the result. */ flags: Array<string>,
};

export type PleaView = { 
  /** Defence id. */ id: string, 
  /** D01 … D24. */ code: string, 
  /** Its name. */ name: string, 
  /** conviction, charge, sentence or procedure. */ stage: string, 
  /** Where it stands. */ state: PositionState, 
  /** In words. */ state_text: string, 
  /** first, together, alternative, open, or empty. */ role: "first" | "together" | "alternative" | "open" | "", 
  /** In words. */ role_text: string, 
  /** On whose facts it is made out. */ basis: string, 
  /** Somebody has said something about what it turns on. */ spoken: boolean, 
  /** One sentence. */ why: string, 
  /** Its legal effect. */ effect: string, 
  /** Where it leads. */ exits: Array<WayView>, 
  /** How firmly its basis rests. */ confidence: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** What it consists of. */ condition: ConditionView, 
  /** What carries it without deciding it. */ supports: Array<ConditionView>, 
  /** What stands in its way. */ obstacles: Array<ObstacleView>, 
  /** What it lacks, or what would strengthen it. */ lacks: Array<LackView>, 
  /** What is in the file for it. */ evidence: Array<EvidenceView>, 
  /** What to collect. */ collect: Array<string>, 
  /** What the prosecution will say. */ answer: string, 
  /** What we say to that. */ reply: string, 
  /** Words for a paper. */ words: string, 
  /** Opinions that support it. */ opinions: Array<OpinionView>,
};

export type PointCheckView = { 
  /** Point id. */ point: string, 
  /** open, met, failed or idle. */ state: "open" | "met" | "failed" | "idle", 
  /** What was seen. */ note: string,
};

export type PointView = { 
  /** Identifier. */ id: string, 
  /** Short name. */ name: string, 
  /** Which quality it bears on. */ quality: "authenticity" | "legality" | "relevance", 
  /** The question; yes means met. */ question: string, 
  /** What to look at. */ look: string, 
  /** What follows when it is not met. */ failed: string, 
  /** How heavy that weighs: bar, flaw or weak. */ effect: "bar" | "flaw" | "weak", 
  /** Its provisions are unverified: shown, decides nothing, cannot be set. */ locked: boolean, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type PositionState = "ready" | "obstructed" | "open" | "unavailable" | "absent";

export type PositionView = { 
  /** Whose. */ side: Side, 
  /** What is said. */ answer: Answer, 
  /** On what evidence. */ sources: Array<SourceView>, 
  /** Remarks. */ note: string, 
  /** For a finding. */ status: "" | "proved" | "disputed" | "no_evidence", 
  /** Of a finding or judgment. */ reason: string, 
  /** Who entered it. */ by: string, 
  /** When. */ at: string, 
  /** Its review. */ review: ReviewView,
};

export type Preflight = { 
  /** stop: it leaves the house as a draft only; warn. */ level: "stop" | "warn", 
  /** In words. */ text: string, 
  /** Tab of the case where it is put right, or empty. */ tab: string, 
  /** What to show there. */ at: string,
};

export type PresumptionCard = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** not_triggered, open, unrebutted, rebuttal_open or rebutted. */ state: "not_triggered" | "open" | "unrebutted" | "rebuttal_open" | "rebutted", 
  /** In words. */ state_text: string, 
  /** What the prosecution must prove. */ basis: Array<Basis>, 
  /** What answers it. */ rebuttals: Array<RebuttalView>, 
  /** What the lawyer must judge. */ judges: Array<JudgeRef>, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type PropositionView = { 
  /** Item id. */ id: string, 
  /** In a sentence. */ text: string, 
  /** Place in the list. */ order: number, 
  /** The fact it bears on, or empty. */ fact: string, 
  /** The question of that fact. */ fact_title: string, 
  /** Affirming it answers the fact with no. */ negates: boolean,
};

export type Provable = "in_hand" | "obtainable" | "words_only";

export type ProvisionRequest = { 
  /** Citation. */ cite: string,
};

export type ProvisionView = { 
  /** Citation. */ cite: string, 
  /** Instrument id. */ instrument: string, 
  /** Full title. */ title: string, 
  /** Who issued it. */ issuer: string, 
  /** 第十二条第一款第（四）项. */ label: string, 
  /** Our digest. */ digest: string, 
  /** full_text, two_sources, one_source or unverified. */ verified: string, 
  /** In words. */ verified_text: string, 
  /** Day of publication, or empty. */ published: string, 
  /** Day of coming into force, or empty. */ effective: string, 
  /** What is open about it. */ note: string, 
  /** Rules that embody it. */ nodes: Array<NodeUse>,
};

export type PutAssertion = { 
  /** Case id. */ case: string, 
  /** Proposition id. */ proposition: string, 
  /** Statement id. */ statement: string, 
  /** affirms, differs, denies or silent; empty empties the cell. */ says: "" | "affirms" | "differs" | "denies" | "silent", 
  /** The words. */ quote: string, 
  /** Printed page, or `2-47`; empty takes the statement's own pages. */ page: string, 
  /** Where it was marked on the page, as a view gave it; or empty. */ anchor: string, 
  /** Remarks. */ note: string, 
  /** The revision the window has seen. */ seen: number,
};

export type PutBack = { 
  /** Case id. */ case: string, 
  /** Which. */ former: Array<FormerRef>, 
  /** The revision the window has seen. */ seen: number,
};

export type PutExhibit = { 
  /** Case id. */ case: string, 
  /** Item id, or empty for a new one. */ id: string, 
  /** What it is called. */ name: string, 
  /** Kind id. */ kind: string, 
  /** prosecution or defence. */ by: "prosecution" | "defence", 
  /** Where it comes from. */ source: string, 
  /** When it was made or collected, as typed. */ date: string, 
  /** unsaid, original or copy. */ form: "unsaid" | "original" | "copy", 
  /** Volume label, or empty. */ volume: string, 
  /** Printed pages. */ pages: string, 
  /** 证明内容. */ proves: string, 
  /** Elements it bears on, as `offence/node`. */ nodes: Array<string>, 
  /** The revision the window has seen. */ seen: number,
};

export type PutPages = { 
  /** Case id. */ case: string, 
  /** SHA-256 of the original. */ original: string, 
  /** The pages. */ pages: Array<PageRead>,
};

export type PutPerson = { 
  /** Case id. */ case: string, 
  /** Item id, or empty for somebody new. */ id: string, 
  /** As typed. */ person: PersonInput, 
  /** Revision of the page. */ seen: number,
};

export type PutProposition = { 
  /** Case id. */ case: string, 
  /** Item id, or empty for a new one. */ id: string, 
  /** In a sentence. */ text: string, 
  /** The fact it bears on, or empty. */ fact: string, 
  /** Affirming it answers the fact with no. */ negates: boolean, 
  /** The proposition it shall stand before; empty leaves it where it is, or puts a new one last. */ before: string, 
  /** The revision the window has seen. */ seen: number,
};

export type PutRemark = { 
  /** Case id. */ case: string, 
  /** The remark to be changed, or empty. */ id: string, 
  /** The thread it answers, or empty. */ reply_to: string, 
  /** What a new thread is about. */ on: RemarkOn, 
  /** The remark. */ text: string, 
  /** The revision the window has seen. */ seen: number,
};

export type PutStatement = { 
  /** Case id. */ case: string, 
  /** Item id, or empty for a new one. */ id: string, 
  /** Item id of the person, or empty when `name` is somebody new. */ person: string, 
  /** Name of somebody new, or empty. */ name: string, 
  /** What somebody new is in this case. */ role: string, 
  /** The how-manieth of that person; 0 when not numbered. */ number: number, 
  /** interrogation, interview, written, hearing or meeting. */ kind: "interrogation" | "interview" | "written" | "hearing" | "meeting", 
  /** When it began, as typed. */ from: string, 
  /** When it ended, as typed. */ to: string, 
  /** Where. */ place: string, 
  /** Who asked, who wrote. */ taken_by: string, 
  /** yes, no or unknown. */ recorded: "yes" | "no" | "unknown", 
  /** Volume label, or empty. */ volume: string, 
  /** Printed pages. */ pages: string, 
  /** What strikes the reader. */ note: string, 
  /** The revision the window has seen. */ seen: number,
};

export type PutTemplate = { 
  /** The file. */ text: string,
};

export type QualityInput = { 
  /** open, accepted or objected. */ view: "open" | "accepted" | "objected", 
  /** Why; mandatory for an objection. */ reason: string,
};

export type QualityView = { 
  /** open, accepted or objected. */ view: "open" | "accepted" | "objected", 
  /** Why. */ reason: string, 
  /** Set by a lawyer; else a proposal. */ settled: boolean,
};

export type RangeView = { 
  /** First page of the document, from 1. */ from: number, 
  /** Last page of the document. */ to: number, 
  /** Number printed on the first. */ label: number, 
  /** What is printed before the number, as in 补. */ prefix: string, 
  /** How many printed numbers each page bears: 2 for an A3 sheet with two pages. */ per: number,
};

export type ReadState = { 
  /** Pages there are. */ pages: number, 
  /** Pages whose words are known. */ read: number, 
  /** Scanned pages whose words nobody has recognised yet. */ scans: number, 
  /** Pages that could not be read. */ failed: number, 
  /** Pages somebody has looked at. */ seen: number, 
  /** 1,204 / 1,206 页已索引；2 页失败. */ words: string,
};

export type ReadValue = { 
  /** money, number or date. */ type: "money" | "number" | "date", 
  /** As typed. */ text: string,
};

export type ReadValueView = { 
  /** Whether it was understood. */ ok: boolean, 
  /** As understood. */ echo: string, 
  /** Why not. */ problem: string,
};

export type ReasonView = { 
  /** In words. */ name: string, 
  /** As this case has it; numbers hidden. */ ours: string, 
  /** As the other has it; empty where it is the same. */ theirs: string,
};

export type RebuttalView = { 
  /** R1 … R14. */ id: string, 
  /** What is to be shown. */ text: string, 
  /** In what form. */ evidence: string, 
  /** Whether its basis is shown. */ truth: Truth, 
  /** Where its basis is entered; empty when it has no fact of its own. */ path: string, 
  /** On what evidence. */ sources: Array<SourceView>,
};

export type RecordAssertion = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Proposition id. */ proposition: string, 
  /** Statement id. */ statement: string, 
  /** Whose position it supports. */ side: Side, 
  /** The revision the window has seen. */ seen: number,
};

export type RecordPosition = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** `fact`, `judge`, `table/row/column` or `table#complete`. */ path: string, 
  /** Whose position. */ side: Side, 
  /** What is said. */ answer: AnswerInput, 
  /** On what evidence. */ sources: Array<SourceInput>, 
  /** Remarks. */ note: string, 
  /** For a finding: proved, disputed or no_evidence. */ status: "" | "proved" | "disputed" | "no_evidence", 
  /** For findings and judgments, mandatory. */ reason: string, 
  /** The revision the window has seen. */ seen: number,
};

export type RecoverVault = { 
  /** What was typed from the sheet. */ sheet: string, 
  /** The passphrase from now on. */ passphrase: string,
};

export type RedactionRequest = { 
  /** Which document. */ paper: DocumentRequest, 
  /** More words to hide. */ also: Array<string>,
};

export type RedactionView = { 
  /** People, firms and numbers of the case. */ words: Array<HiddenWord>, 
  /** How many other numbers, plates and addresses are taken out. */ numbers: number, 
  /** Words that look like names of somebody the case does not know. */ suspects: Array<string>,
};

export type RegisterRequest = { 
  /** A name, its pinyin or initials, or the digits of a number; empty for everybody. */ query: string,
};

export type RegisterRow = { 
  /** What they are known by in every case. */ register: string, 
  /** Name. */ name: string, 
  /** Every other name. */ aliases: Array<string>, 
  /** A unit. */ unit: boolean, 
  /** Numbers of identity, hidden. */ ids: Array<string>, 
  /** Phone numbers, hidden. */ phones: Array<string>, 
  /** Accounts, hidden. */ accounts: Array<string>, 
  /** Every case. */ places: Array<PlaceView>,
};

export type RegisterView = { 
  /** In order of name, so many as are shown. */ people: Array<RegisterRow>, 
  /** How many there are. */ total: number, 
  /** Cases whose people could not be read. */ unread: number,
};

export type RemarkOn = { 
  /** fact, page, item or case. */ kind: "fact" | "page" | "item" | "case", 
  /** Party id, or empty. */ actor: string, 
  /** Path of a fact. */ path: string, 
  /** Volume label of a page. */ volume: string, 
  /** Page of the document, from 1; 0 for what is no page. */ page: number, 
  /** An item's `kind:id`. */ key: string,
};

export type RemarkRef = { 
  /** Case id. */ case: string, 
  /** The remark. */ id: string, 
  /** The revision the window has seen. */ seen: number,
};

export type RemarkView = { 
  /** Its number. */ id: string, 
  /** Who. */ who: string, 
  /** When. */ at: string, 
  /** The remark. */ text: string, 
  /** This user may change it or take it out. */ mine: boolean,
};

export type RemarksRequest = { 
  /** Case id. */ case: string,
};

export type RemarksView = { 
  /** Threads. */ threads: Array<ThreadView>, 
  /** How many are open. */ open: number,
};

export type RemoveExhibit = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** The revision the window has seen. */ seen: number,
};

export type RemoveNote = { 
  /** Case id. */ case: string, 
  /** Number of the item. */ id: string,
};

export type RemovePerson = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** Revision of the page. */ seen: number,
};

export type RemoveProposition = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** The revision the window has seen. */ seen: number,
};

export type RemoveRow = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Table id. */ table: string, 
  /** Row id. */ row: string, 
  /** Why. */ reason: string,
};

export type RemoveScenario = { 
  /** Case id. */ case: string, 
  /** Which. */ id: string,
};

export type RemoveStatement = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** The revision the window has seen. */ seen: number,
};

export type RemoveUser = { 
  /** User id. */ user: string,
};

export type RemoveVolume = { 
  /** Case id. */ case: string, 
  /** Number of the volume's item. */ volume: string, 
  /** Revision the page showed. */ seen: number,
};

export type ReplaceVolume = { 
  /** Case id. */ case: string, 
  /** Number of the volume's item. */ volume: string, 
  /** SHA-256 of the new original, which waits. */ original: string, 
  /** Pages of the new document. */ pages: number, 
  /** Revision the page showed. */ seen: number,
};

export type RetryPages = { 
  /** Case id. */ case: string, 
  /** SHA-256 of the original; empty for every volume. */ original: string,
};

export type ReviewItem = { 
  /** Where it is. */ path: string, 
  /** Whose position. */ side: Side, 
  /** Party id, or empty for a fact of the case. */ actor: string, 
  /** In plain words. */ question: string, 
  /** What is said. */ answer: Answer, 
  /** On what evidence. */ sources: Array<SourceView>, 
  /** Who entered it. */ by: string, 
  /** When. */ at: string, 
  /** Expected effect, in words. */ effect: string, 
  /** What was accepted before. */ old: Answer, 
  /** proposed or returned. */ state: "proposed" | "returned", 
  /** Why it was returned. */ reason: string, 
  /** Group of the form it stands in. */ group: string, 
  /** How many open comments there are on it. */ comments: number, 
  /** What the same decision covers. */ also: Array<ReviewedToo>,
};

export type ReviewQueue = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string,
};

export type ReviewQueueView = { 
  /** Case bar. */ head: CaseHead, 
  /** Items. */ items: Array<ReviewItem>,
};

export type ReviewRequest = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Where it is. */ path: string, 
  /** Whose position. */ side: Side, 
  /** accepted or returned. */ verdict: "accepted" | "returned", 
  /** Mandatory when returned. */ reason: string, 
  /** Other entries it covers, as the queue showed them. */ also: Array<ReviewedPlace>,
};

export type ReviewView = { 
  /** proposed, accepted, returned or empty. */ state: "" | "proposed" | "accepted" | "returned", 
  /** Who reviewed it. */ by: string, 
  /** When. */ at: string, 
  /** Why it was returned. */ reason: string,
};

export type ReviewedPlace = { 
  /** Where it is. */ path: string, 
  /** Whose position. */ side: Side,
};

export type ReviewedToo = { 
  /** Where it is. */ path: string, 
  /** Whose position. */ side: Side, 
  /** In plain words. */ question: string, 
  /** What is said. */ answer: Answer, 
  /** What was accepted before. */ old: Answer,
};

export type Role = "paralegal" | "lawyer";

export type RuleBand = { 
  /** Its name. */ name: string, 
  /** The rule that puts a case into it. */ when: string, 
  /** The penalty. */ words: string, 
  /** Its provisions. */ cites: Array<CiteChip>,
};

export type RuleCase = { 
  /** Case id. */ case: string, 
  /** Its name. */ case_name: string, 
  /** Id of the accused. */ actor: string, 
  /** The accused. */ accused: string, 
  /** The rule set is a version of what this case charges. */ charged: boolean, 
  /** How the rule came out, from every position. */ came: ByStance<RuleOutcome>,
};

export type RuleCases = { 
  /** File of the rule set. */ file: string, 
  /** The rule; empty for the whole. */ node: string, 
  /** Cases looked at on earlier pages. */ after: number,
};

export type RuleCasesView = { 
  /** The rule whose outcome is shown: the one asked for, or the next above it that is not about a single row. */ shown: string, 
  /** Those that use it. */ rows: Array<RuleCase>, 
  /** Cases looked at so far, this page included. */ compared: number, 
  /** Cases there are. */ total: number, 
  /** More cases follow. */ more: boolean,
};

export type RuleChange = { 
  /** What kind of change. */ kind: "added" | "removed" | "threshold" | "connective" | "parts" | "cites", 
  /** The rule in the version where it stands. */ node: string, 
  /** One sentence. */ words: string, 
  /** Provisions of the changed rule. */ cites: Array<CiteChip>,
};

export type RuleChanges = { 
  /** The element. */ heading: string, 
  /** What changed in it. */ changes: Array<RuleChange>,
};

export type RuleCheck = { 
  /** Node id; empty for a fact that must be open. */ node: string, 
  /** What is looked at, by name. */ name: string, 
  /** true, false, unknown, not_pleaded or open. */ expected: string, 
  /** What came of it; absent when it is not reached, settled when nothing is open. */ found: string, 
  /** The same. */ ok: boolean,
};

export type RuleDiff = { 
  /** File of the older one. */ from: string, 
  /** File of the newer one. */ to: string,
};

export type RuleDiffView = { 
  /** From which version. */ from: RuleVersion, 
  /** To which. */ to: RuleVersion, 
  /** By element. */ groups: Array<RuleChanges>,
};

export type RuleEffects = { 
  /** Fingerprint of the rules. */ fingerprint: string, 
  /** Cases compared on earlier pages. */ after: number,
};

export type RuleEntry = { 
  /** Its id. */ id: string, 
  /** Its name. */ name: string, 
  /** Short name. */ short: string, 
  /** D01 … D24, or empty. */ code: string, 
  /** Versions, oldest first. */ versions: Array<RuleVersion>, 
  /** Rules in it. */ nodes: number, 
  /** Examples that run on it. */ examples: number, 
  /** Rules with something that could not be written as a rule. */ untranslated: number, 
  /** Rules the law leaves open, with every reading. */ readings: number,
};

export type RuleExample = { 
  /** Its id. */ id: string, 
  /** What it is about. */ name: string,
};

export type RuleExpectation = { 
  /** Place of the example in the list. */ example: number, 
  /** true, false, unknown, not_pleaded. */ expected: string,
};

export type RuleKind = { 
  /** Which kind. */ kind: "offence" | "defence" | "sentencing" | "exit" | "ladder", 
  /** Its rule sets. */ rules: Array<RuleEntry>,
};

export type RuleList = Record<string, never>;

export type RuleListView = { 
  /** By kind; a kind without rules is left out. */ kinds: Array<RuleKind>,
};

export type RuleOutcome = { 
  /** Its truth. */ truth: Truth, 
  /** How the truth came about. */ mark: Mark,
};

export type RulePack = { 
  /** Its file. */ file: string,
};

export type RulePackView = { 
  /** Its file. */ file: string, 
  /** Its id. */ id: string, 
  /** Which kind. */ kind: "offence" | "defence" | "sentencing" | "exit" | "ladder", 
  /** Its name. */ name: string, 
  /** D01 … D24, or empty. */ code: string, 
  /** Day from which it is taken, or empty. */ from: string, 
  /** The instruments it embodies. */ law: string, 
  /** What this version is; for a defence its effect. */ summary: string, 
  /** Versions, oldest first. */ versions: Array<RuleVersion>, 
  /** Penalty bands, lightest first. */ bands: Array<RuleBand>, 
  /** Every rule, in reading order. */ rows: Array<RuleRow>, 
  /** Every provision cited in it, once. */ provisions: { [key in string]: RuleProvision }, 
  /** Every example that runs on it. */ examples: Array<RuleExample>,
};

export type RuleProvision = { 
  /** Citation. */ cite: string, 
  /** Instrument and article, as on a chip. */ text: string, 
  /** Full title of the instrument. */ title: string, 
  /** Our digest. */ digest: string, 
  /** How its text was checked. */ verified: Verified, 
  /** Day of publication, or empty. */ published: string, 
  /** Day of coming into force, or empty. */ effective: string, 
  /** What is open about the article. */ note: string, 
  /** What is open about the whole instrument. */ about: string,
};

export type RuleRow = { 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** How deep it stands. */ depth: number, 
  /** How it hangs on what is above it. */ place: "head" | "part" | "condition" | "exception", 
  /** Its connective or its test, in words. */ words: string, 
  /** It was read further up already. */ again: boolean, 
  /** The law leaves it open; its parts are the readings. */ readings: boolean, 
  /** Open points of law. */ note: string, 
  /** What could not be written as a rule, and why. */ untranslated: string, 
  /** What a lawyer weighs; for a judgment. */ factors: Array<string>, 
  /** Provisions it embodies, by citation. */ cites: Array<string>, 
  /** Why it has none. */ uncited: string, 
  /** Examples that expect something of it. */ examples: Array<RuleExpectation>,
};

export type RuleTest = { 
  /** Its id. */ id: string, 
  /** What it is about. */ name: string, 
  /** Everything came out as expected. */ ok: boolean, 
  /** Each expectation. */ checks: Array<RuleCheck>,
};

export type RuleTestsView = { 
  /** In the order of the rule set's list of examples. */ tests: Array<RuleTest>, 
  /** How many came out as expected. */ passed: number,
};

export type RuleVersion = { 
  /** Its file; what every other request asks by. */ file: string, 
  /** Day from which it is taken, or empty. */ from: string, 
  /** The instruments it embodies. */ law: string,
};

export type RulesState = { 
  /** In force in this vault. */ in_force: EditionView, 
  /** What the program was built with. */ built_in: EditionView,
};

export type RulesStateRequest = Record<string, never>;

export type RunRuleTests = { 
  /** Its file. */ file: string,
};

export type RunView = { 
  /** First. */ from: number, 
  /** Last. */ to: number,
};

export type Said = { 
  /** Whose. */ side: Side, 
  /** What. */ answer: Answer, 
  /** On what evidence. */ sources: Array<SourceView>,
};

export type SaidView = { 
  /** Statement id. */ statement: string, 
  /** 某甲第3次讯问笔录. */ title: string, 
  /** Name. */ person_name: string, 
  /** The day. */ time: string, 
  /** affirms, differs or denies. */ says: "affirms" | "differs" | "denies" | "silent", 
  /** In words. */ says_name: string, 
  /** The words. */ quote: string, 
  /** Where. */ source: SourceView | null,
};

export type SaveScenario = { 
  /** Case id. */ case: string, 
  /** The supposition. */ scenario: Scenario,
};

export type Saved = { 
  /** Revision from now on. */ revision: number, 
  /** 14:32:07. */ saved_at: string, 
  /** What was done, in words. */ what: string, 
  /** What it was about. */ path: string, 
  /** The card as it is now. */ card: FactCard | null, 
  /** Something can be taken back. */ can_undo: boolean, 
  /** Something can be done again. */ can_redo: boolean, 
  /** What would be taken back, in words. */ undo_what: string,
};

export type Scenario = { 
  /** Identifier; empty for a new one. */ id: string, 
  /** Party id. */ actor: string, 
  /** Its name. */ name: string, 
  /** What for. */ note: string, 
  /** Whose facts are changed. */ stance: Stance, 
  /** What is supposed. */ overrides: Array<Override>,
};

export type ScenarioList = { 
  /** In order of saving. */ scenarios: Array<Scenario>,
};

export type ScenariosRequest = { 
  /** Case id. */ case: string,
};

export type SearchRequest = { 
  /** As typed: words apart by spaces, all of which must be found; spaces count between `"` and `"`. */ query: string, 
  /** Case id, or empty for all cases. */ case: string, 
  /** Ids of kinds; none means all of them. */ kinds: Array<string>, 
  /** So many hits of each kind at most. */ limit: number,
};

export type SearchState = { 
  /** Pages of the file there are. */ pages: number, 
  /** Pages that can be found. */ indexed: number, 
  /** Pages nobody could read. */ failed: number, 
  /** Pages nobody has read yet. */ unread: number, 
  /** Cases whose latest changes are not in the index yet. */ behind: number,
};

export type SearchStateRequest = { 
  /** Case id, or empty for all cases. */ case: string,
};

export type SearchView = { 
  /** By kind, the empty ones left out. */ groups: Array<HitGroup>, 
  /** False when there may be more than were counted. */ counted_all: boolean, 
  /** What could not be looked into. */ state: SearchState,
};

export type SectionView = { 
  /** Its name. */ name: string, 
  /** Its heading. */ title: string, 
  /** Printed. */ on: boolean,
};

export type SentenceRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version by date, or the one in force. */ pack: string | null, 
  /** From whose position. */ stance: Stance, 
  /** Only accepted entries count. */ accepted_only: boolean,
};

export type SentenceView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** From whose position. */ stance: Stance, 
  /** Only accepted entries count. */ accepted_only: boolean, 
  /** Offence, short. */ charge: string, 
  /** Whether the offence is made out on these facts. */ offence: Truth, 
  /** On what the calculation rests, in one sentence. */ basis: string, 
  /** Ways out. */ exits: Array<ExitView>, 
  /** What is confirmed. */ confirmation: ConfirmationView, 
  /** A and B; empty for a unit. */ plans: Array<PlanView>, 
  /** Circumstances. */ factors: Array<FactorView>, 
  /** The statutory range in hundredths of a month, for drawing. */ range: [number, number], 
  /** Fine, probation, credit, several offences, method. */ asides: Array<AsideView>,
};

export type SetLocalRules = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** Id of the local file, or empty. */ local: string, 
  /** Why it may be used: where the official text was read. */ reason: string, 
  /** The revision the window has seen. */ seen: number,
};

export type SetNote = { 
  /** Case id. */ case: string, 
  /** Number of the item; empty for a new one. */ id: string, 
  /** Its heading, or empty. */ title: string, 
  /** Its text. */ text: string,
};

export type SetOfficeDates = { 
  /** By stage; a stage left out keeps its days. */ stages: Array<LeadInput>, 
  /** As typed. */ neglect_days: string,
};

export type SetOutline = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Template id. */ document: string, 
  /** Names of the sections that are not printed. */ off: Array<string>, 
  /** The revision that was shown. */ seen: number,
};

export type SetPageMap = { 
  /** Case id. */ case: string, 
  /** Number of the volume's item. */ volume: string, 
  /** The ranges. */ ranges: Array<RangeView>, 
  /** Revision the page showed. */ seen: number,
};

export type SetParty = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for a new one. */ party: string, 
  /** Name. */ name: string, 
  /** person or unit. */ kind: "person" | "unit", 
  /** Whether we defend them. */ client: boolean, 
  /** Post or part, in words. */ role: string,
};

export type SetRelease = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for a fact of the case. */ actor: string, 
  /** Which question. */ path: string, 
  /** Let out. */ out: boolean, 
  /** The revision that was shown. */ seen: number,
};

export type SetRole = { 
  /** User id. */ user: string, 
  /** Role. */ role: Role,
};

export type SetTemplate = { 
  /** Its id. */ id: string, 
  /** Taken out of use. */ removed: boolean,
};

export type SetVolume = { 
  /** Case id. */ case: string, 
  /** Number of the volume's item. */ volume: string, 
  /** evidence, procedure, supplement, ours or other. */ part: string, 
  /** Label as cites write it. */ label: string, 
  /** What it holds. */ title: string, 
  /** When and from whom it was received, in words. */ received: string, 
  /** Revision the page showed. */ seen: number,
};

export type SetWall = { 
  /** Case id. */ case: string, 
  /** User ids; the present user is one of them. */ members: Array<string>,
};

export type SetWords = { 
  /** Which document. */ paper: DocumentRequest, 
  /** The place, as the document names it. */ place: string, 
  /** The heading with everything under it. */ section: boolean, 
  /** The words; empty takes the place out of the document. */ words: string, 
  /** The revision that was shown. */ seen: number,
};

export type Settings = { 
  /** system, light or dark. */ theme: "system" | "light" | "dark", 
  /** zh or en. */ language: "zh" | "en", 
  /** Minutes without anybody after which the vault is locked, 1 to 10. */ idle: number,
};

export type SettingsRequest = Record<string, never>;

export type SettleExhibit = { 
  /** Case id. */ case: string, 
  /** Item id. */ id: string, 
  /** The revision the window has seen. */ seen: number,
};

export type SettleRemark = { 
  /** Case id. */ case: string, 
  /** The thread. */ id: string, 
  /** Settled from now on. */ settled: boolean, 
  /** The revision the window has seen. */ seen: number,
};

export type Shape = "rule" | "exception" | "presumption" | "rebuttal" | "fact" | "judge" | "readings";

export type SheetView = { 
  /** The groups, in order. */ groups: Array<string>, 
  /** Which two groups are to be typed again, counted from 1. */ ask: Array<number>, 
  /** The vault, as printed. */ vault: string, 
  /** Whose way in it is. */ user: string, 
  /** The day of the sheet that goes out of force, or empty. */ replaces: string,
};

export type Side = "alleged" | "ours" | "finding";

export type SourceInput = { 
  /** page, client, none or other. */ kind: "page" | "client" | "none" | "other", 
  /** `2-47`, 证据卷二第47页, or words. */ text: string, 
  /** The words relied on. */ quote: string, 
  /** Where it was marked on the page, as a view gave it; or empty. */ anchor: string,
};

export type SourceView = { 
  /** page, client, none or other. */ kind: "page" | "client" | "none" | "other", 
  /** 证据卷二第47页, 当事人陈述 … */ text: string, 
  /** Volume label. */ volume: string, 
  /** Page label. */ page: string, 
  /** The words relied on. */ quote: string, 
  /** Where it was marked on the page itself: `original:page:crop:hash`; or empty. */ anchor: string,
};

export type SpanView = { 
  /** The text. */ text: string, 
  /** Bold. */ bold: boolean, 
  /** 【待补】. */ missing: boolean, 
  /** Where it links to, or empty. */ cite: string,
};

export type SpeakerView = { 
  /** Item id. */ id: string, 
  /** Name. */ name: string, 
  /** What they are in this case. */ role_name: string, 
  /** Statements in the file. */ statements: number, 
  /** The number a next one would have. */ next: number, 
  /** Accused here or in the upstream case. */ accused: boolean,
};

export type SpotView = { 
  /** Which block. */ block: number, 
  /** Its upper edge. */ top: number, 
  /** Its lower edge. */ bottom: number,
};

export type StageRules = { 
  /** The whole file. */ text: string,
};

export type StageView = { 
  /** conviction, charge, sentence or procedure. */ stage: string, 
  /** 定罪, 罪名, 量刑, 程序. */ name: string, 
  /** In order. */ positions: Array<PleaView>,
};

export type StagedRow = { 
  /** SHA-256. */ original: string, 
  /** Name of the file it came from. */ file: string, 
  /** What it is. */ media: "pdf" | "png" | "jpeg" | "docx", 
  /** Its size. */ bytes: number, 
  /** 2026-11-24 09:30. */ at: string,
};

export type StagedView = { 
  /** What it is. */ edition: EditionView, 
  /** Files that differ from those in force. */ changed: Array<ChangedFile>, 
  /** Examples run. */ examples: number,
};

export type Stance = "alleged" | "proved" | "ours";

export type StanceResult = { 
  /** Whose. */ stance: Stance, 
  /** Result. */ verdict: Verdict, 
  /** In one sentence. */ sentence: string,
};

export type StateRow = { 
  /** What brings it back. */ former: FormerRef, 
  /** When. */ at: string, 
  /** Who. */ who: string, 
  /** What was done. */ what: string, 
  /** Fields that are different from the state before; all of them in the first state. */ fields: Array<FieldView>, 
  /** This is how it stands now. */ current: boolean, 
  /** This user may bring it back. */ may: boolean,
};

export type StatementMark = { 
  /** Identifier. */ id: string, 
  /** Name. */ name: string, 
  /** What exactly. */ detail: string, 
  /** The other statement, or empty. */ other: string, 
  /** What its reader should know. */ note: string, 
  /** Provisions; none for what is only a fact. */ cites: Array<CiteChip>,
};

export type StatementView = { 
  /** Item id. */ id: string, 
  /** Item id of the person. */ person: string, 
  /** Name. */ person_name: string, 
  /** What they are in this case. */ role_name: string, 
  /** The how-manieth of that person. */ number: number, 
  /** interrogation, interview, written, hearing or meeting. */ kind: "interrogation" | "interview" | "written" | "hearing" | "meeting", 
  /** In words. */ kind_name: string, 
  /** 某甲第3次讯问笔录. */ title: string, 
  /** When it began, as typed. */ from: string, 
  /** When it ended, as typed. */ to: string, 
  /** As understood. */ time: string, 
  /** Where. */ place: string, 
  /** Who asked, who wrote. */ taken_by: string, 
  /** yes, no or unknown. */ recorded: "yes" | "no" | "unknown", 
  /** Volume label. */ volume: string, 
  /** Printed pages. */ pages: string, 
  /** 证据卷二第12-18页. */ at_pages: string, 
  /** What strikes the reader. */ note: string, 
  /** Exhibit id whose pages it lies on, or empty. */ exhibit: string, 
  /** What strikes the program. */ flags: Array<StatementMark>,
};

export type StatementsRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string,
};

export type StatementsView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** Who can have made one. */ people: Array<SpeakerView>, 
  /** What a new person can be. */ roles: Array<Named>, 
  /** In order of time. */ statements: Array<StatementView>, 
  /** Rows of the matrix. */ propositions: Array<PropositionView>, 
  /** Cells that were filled. */ cells: Array<CellView>, 
  /** What does not agree: over time first. */ contradictions: Array<DiscrepancyView>, 
  /** Facts a proposition can bear on. */ facts: Array<FactChoice>, 
  /** Volumes to choose from. */ volumes: Array<VolumeRef>,
};

export type StatesRequest = { 
  /** Case id. */ case: string, 
  /** matter, party or item. */ kind: "matter" | "party" | "item", 
  /** Empty for the file cover, a party's id, or an item's `kind:id`. */ key: string,
};

export type StatesView = { 
  /** What it is called. */ name: string, 
  /** States. */ rows: Array<StateRow>,
};

export type StepView = { 
  /** Unique within the tree. */ id: string, 
  /** Node id. */ node: string, 
  /** Its name. */ name: string, 
  /** Its truth. */ truth: Truth, 
  /** How the truth came about. */ mark: Mark, 
  /** What it looks like. */ shape: Shape, 
  /** One Chinese sentence. */ why: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** Open points of law. */ note: string, 
  /** 须人工判断. */ untranslated: string, 
  /** 且, 或 … */ connective: string, 
  /** What it is made of. */ parts: Array<StepView>, 
  /** Its exceptions. */ exceptions: Array<StepView>, 
  /** What a leaf looked at. */ leaf: LeafView | null, 
  /** Something below it can still change the result. */ opening: boolean, 
  /** Nothing below it can. */ settled: boolean,
};

export type StrategyRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version by date, or the one in force. */ pack: string | null, 
  /** Only accepted entries count. */ accepted_only: boolean,
};

export type StrategyView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** Version used. */ pack: string, 
  /** Only accepted entries count. */ accepted_only: boolean, 
  /** What to plead first, in one sentence. */ sentence: string, 
  /** 定罪 → 罪名 → 量刑 → 程序. */ stages: Array<StageView>, 
  /** What cannot be taken together. */ contradictions: Array<ContradictionView>,
};

export type StretchView = { 
  /** Left edge. */ x: number, 
  /** Baseline. */ y: number, 
  /** Size. */ size: number, 
  /** Name of the typeface. */ face: string, 
  /** 0 is black, 100 is white. */ grey: number, 
  /** Degrees against the clock. */ turn: number, 
  /** The characters. */ text: string, 
  /** The left edge of each character from the start of the stretch. */ at: Array<number>,
};

export type StrokeView = { 
  /** Left, top, right, bottom. */ area: Array<number>, 
  /** Thickness of a line; 0 for a rectangle. */ width: number, 
  /** grey0 … grey100, missing or missing-line. */ tint: string,
};

export type Supposable = { 
  /** Where it is. */ path: string, 
  /** The question. */ question: string, 
  /** Group on the form. */ group: string, 
  /** bool, choice, money, number, date or ref. */ type: "bool" | "choice" | "money" | "number" | "date" | "ref", 
  /** Of a choice or a reference. */ options: Array<Named>, 
  /** Of a number. */ unit: string, 
  /** As it stands, in words; empty when nothing is known. */ now: string, 
  /** As it stands, when it is 是 or 否. */ now_answer: Truth, 
  /** The result can still turn on it in the scenario worked on. */ matters: boolean, 
  /** Nobody disputes it. */ undisputed: boolean,
};

export type SwingView = { 
  /** Its id, or empty for the start. */ factor: string, 
  /** Its name. */ name: string, 
  /** 最多减少2个月 … */ words: string, 
  /** Whether it is shown. */ truth: Truth, 
  /** For the client. */ lenient: boolean, 
  /** For drawing, on the scale of the figures. */ at: number,
};

export type TableColumn = { 
  /** Column id. */ id: string, 
  /** Heading. */ name: string, 
  /** Kind of answer. */ type: "bool" | "choice" | "money" | "number" | "date" | "text" | "ref" | "judge", 
  /** Of a choice. */ options: Array<Named>, 
  /** Names the row. */ key: boolean, 
  /** Table a ref points at. */ ref_table: string,
};

export type TableRow = { 
  /** Row id. */ id: string, 
  /** Its name. */ name: string, 
  /** Who says it is there. */ sides: Array<Side>, 
  /** One card a column. */ cells: Array<FactCard>, 
  /** Review of its being there. */ review: ReviewView,
};

export type TableView = { 
  /** Table id. */ id: string, 
  /** Name. */ name: string, 
  /** What a row is. */ text: string, 
  /** Headings. */ columns: Array<TableColumn>, 
  /** Rows. */ rows: Array<TableRow>, 
  /** 已穷尽？ */ complete: FactCard, 
  /** It can still change the result. */ matters: boolean,
};

export type TagPage = { 
  /** Case id. */ case: string, 
  /** Number of the volume's item. */ volume: string, 
  /** Page of the document. */ page: number, 
  /** The mark. */ text: string,
};

export type TagPlace = { 
  /** Number of the mark's item. */ id: string, 
  /** Number of the volume's item. */ volume: string, 
  /** Page of the document, from 1. */ page: number, 
  /** 证据卷二第47页. */ name: string,
};

export type TagRow = { 
  /** The mark. */ text: string, 
  /** In the order of volumes and pages. */ places: Array<TagPlace>,
};

export type TakeBack = { 
  /** Case id. */ case: string, 
  /** Its number in the log. */ seq: number, 
  /** The revision the window has seen. */ seen: number,
};

export type TakeCode = { 
  /** Case id. */ case: string, 
  /** The code. */ code: string, 
  /** What was written. */ text: string, 
  /** The revision that was shown. */ seen: number,
};

export type TakeDerived = { 
  /** Case id. */ case: string, 
  /** Party id. */ actor: string, 
  /** The question. */ path: string, 
  /** The answer that was shown: another one is not taken. */ answer: boolean, 
  /** The revision the window has seen. */ seen: number,
};

export type TaskGroup = { 
  /** Kind id. */ kind: "meeting" | "evidence" | "reading" | "filing" | "other", 
  /** In words. */ name: string, 
  /** The nearest first, those without a day last. */ tasks: Array<TaskView>,
};

export type TaskProposal = { 
  /** Rule and event of the limit it serves. */ limit: string, 
  /** Party id. */ actor: string, 
  /** What to do. */ text: string, 
  /** The last workday to file, as a date; empty where a year has no calendar. */ due: string, 
  /** In words. */ due_words: string, 
  /** From what: name and last day of the limit, lead times of the stage. */ why: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type TaskRequest = { 
  /** Case id. */ case: string, 
  /** Its number. */ task: string, 
  /** The revision the window has seen. */ seen: number,
};

export type TaskView = { 
  /** Its number. */ id: string, 
  /** What. */ text: string, 
  /** meeting, evidence, reading, filing or other. */ kind: "meeting" | "evidence" | "reading" | "filing" | "other", 
  /** In words. */ kind_name: string, 
  /** By when, as a date, or empty. */ due: string, 
  /** In words. */ due_words: string, 
  /** Days from today; negative when past, zero without a day. */ days: number, 
  /** How urgent it is by the office's lead times. */ warn: Warn, 
  /** Who does it, or empty. */ who: string, 
  /** The question it is to settle, or empty. */ fact: string, 
  /** In words. */ question: string, 
  /** Party id, or empty. */ actor: string, 
  /** The party's name. */ actor_name: string, 
  /** What usually proves it. */ proof: string, 
  /** Rule and event of the limit it serves, or empty. */ limit: string, 
  /** When it was done in words, or empty. */ done: string, 
  /** As a date, or empty. */ done_on: string, 
  /** What came of it. */ result: string, 
  /** What is offered as the source when the result is written into the facts. */ source: string,
};

export type TasksRequest = { 
  /** Case id. */ case: string, 
  /** Party id whose dates suggest tasks, or empty for the client. */ actor: string,
};

export type TasksView = { 
  /** Counts changes. */ revision: number, 
  /** Not done, by kind; the nearest first. */ groups: Array<TaskGroup>, 
  /** Done, the last first. */ done: Array<TaskView>, 
  /** What the dates suggest and nobody has taken on. */ proposals: Array<TaskProposal>, 
  /** Who can be given a task. */ people: Array<string>,
};

export type ThreadView = { 
  /** The first remark's number. */ id: string, 
  /** What it is about. */ on: RemarkOn, 
  /** That in words. */ about: string, 
  /** Remarks, oldest first. */ remarks: Array<RemarkView>, 
  /** Who settled it, or empty. */ settled_by: string, 
  /** The task it was turned into, or empty. */ task: string, 
  /** What that task says. */ task_text: string, 
  /** The task is done. */ task_done: boolean,
};

export type ThresholdLine = { 
  /** In words. */ label: string, 
  /** 分, or pieces. */ fen: number, 
  /** Provision. */ cite: CiteChip,
};

export type TrapLine = { 
  /** heavier, stands, turn, same_maximum, may_be_heavier or open. */ kind: string, 
  /** The other offence. */ offence: string, 
  /** In a line. */ title: string,
};

export type TrapView = { 
  /** heavier, stands, turn, same_maximum, may_be_heavier or open. */ kind: "heavier" | "stands" | "turn" | "same_maximum" | "may_be_heavier" | "open", 
  /** On whose facts. */ stances: Array<Stance>, 
  /** The same in words: 按控方的事实. */ side: string, 
  /** The other offence. */ offence: string, 
  /** In a line. */ title: string, 
  /** What it is and what to do first. */ text: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** The facts that speak for the other offence. */ facts: Array<FactLink>,
};

export type Truth = "true" | "false" | "unknown";

export type Uncounted = { 
  /** Its id. */ factor: string, 
  /** Its name. */ name: string, 
  /** Why not. */ why: string, 
  /** It may still come in: an "if". */ open: boolean,
};

export type UncoveredPage = { 
  /** Volume label. */ volume: string, 
  /** Page label. */ page: string, 
  /** 证据卷二第47页. */ place: string, 
  /** Facts that cite it. */ facts: number,
};

export type UndoRequest = { 
  /** Case id. */ case: string,
};

export type UndoTo = { 
  /** Case id. */ case: string, 
  /** How many. */ steps: number,
};

export type UninstallRules = Record<string, never>;

export type Unlock = { 
  /** User id. */ user: string, 
  /** Passphrase. */ passphrase: string,
};

export type UntagPage = { 
  /** Case id. */ case: string, 
  /** Number of the mark's item. */ id: string,
};

export type UntranslatedView = { 
  /** Node name. */ name: string, 
  /** What and why. */ text: string, 
  /** Provisions. */ cites: Array<CiteChip>,
};

export type UpdateMatter = { 
  /** Case id. */ case: string, 
  /** Name in the office. */ name: string, 
  /** Stage id. */ stage: string, 
  /** The body that decides now, as addressed. */ authority: string, 
  /** Docket number, as printed. */ docket: string, 
  /** Law firm. */ firm: string, 
  /** Defenders, by name. */ lawyers: Array<string>, 
  /** Their licence numbers, in the same order. */ licences: Array<string>, 
  /** Address and telephone of the firm, as printed. */ contact: string, 
  /** The police in charge, where another body decides now. */ police: string, 
  /** The procuratorate in charge, where another body decides now. */ procuratorate: string, 
  /** The court in charge, where another body decides now. */ court: string, 
  /** Who entrusted them and in what relation. */ entrusted_by: string, 
  /** What else there is to say. */ note: string,
};

export type UserView = { 
  /** User id. */ id: string, 
  /** Name. */ name: string, 
  /** Role. */ role: Role,
};

export type VaultState = { 
  /** There is one. */ exists: boolean, 
  /** It is open. */ unlocked: boolean, 
  /** Who can open it. */ users: Array<UserView>, 
  /** Who opened it. */ user: UserView | null, 
  /** Program version. */ version: string, 
  /** Number of the vault, as it stands on recovery sheets. */ vault: string, 
  /** Seconds before another attempt is taken. */ wait: number, 
  /** Day of the user's recovery sheet; empty when there is none. */ sheet: string, 
  /** Where the machine's half of the user's key lies. */ device: "keychain" | "file" | "nowhere", 
  /** How much work a guess at the passphrase costs, in words. */ cost: string,
};

export type VaultStateRequest = Record<string, never>;

export type Verdict = "made_out" | "not_made_out" | "not_proved";

export type Verified = "full_text" | "two_sources" | "one_source" | "unverified";

export type VersionAdvice = { 
  /** In one sentence. */ words: string, 
  /** The results differ and no text settles which applies: 辩护主张. */ argument: boolean, 
  /** The versions come out differently. */ differs: boolean,
};

export type VersionChange = { 
  /** In words. */ words: string, 
  /** Provisions of the changed rule. */ cites: Array<CiteChip>,
};

export type VersionChoice = { 
  /** In force from. */ from: string, 
  /** Why. */ reason: string, 
  /** By whom and when. */ by: string, 
  /** Not yet accepted in review. */ pending: boolean,
};

export type VersionGround = { 
  /** In words. */ words: string, 
  /** Provisions. */ cites: Array<CiteChip>, 
  /** No text settles it: 辩护主张. */ argument: boolean,
};

export type VersionGroup = { 
  /** Its name. */ heading: string, 
  /** What changed. */ changes: Array<VersionChange>,
};

export type VersionPages = { 
  /** Case id. */ case: string, 
  /** Template id. */ document: string, 
  /** Which export, from 1. */ number: number, 
  /** First page, from 1. */ from: number, 
  /** Last page. */ to: number,
};

export type VersionPagesView = { 
  /** The version. */ row: VersionRow, 
  /** Its pages. */ pages: PagesView, 
  /** same: made again, it is the file that left, byte for byte; differs; or unknown for a Word file. */ bytes: "same" | "differs" | "unknown",
};

export type VersionResult = { 
  /** Result. */ verdict: Verdict, 
  /** In one sentence. */ sentence: string, 
  /** Best for the accused among those that compete, or the law of the act where they are equal. */ lighter: boolean,
};

export type VersionRow = { 
  /** Which export of the document it was, from 1. */ number: number, 
  /** What it is called, or empty. */ name: string, 
  /** pdf or docx. */ format: string, 
  /** Without names and numbers. */ redacted: boolean, 
  /** Marked as a draft. */ draft: boolean, 
  /** Pages. */ pages: number, 
  /** When. */ at: string, 
  /** Who. */ by: string, 
  /** SHA-256 of the file. */ sha256: string,
};

export type VersionStep = { 
  /** The older one. */ from: string, 
  /** The newer one. */ to: string, 
  /** By element. */ groups: Array<VersionGroup>,
};

export type VersionView = { 
  /** In force from. */ from: string, 
  /** Instruments. */ law: string, 
  /** 行为时, 现行 … */ standing: string, 
  /** What made it: statute, interpretation, opinion or minutes, in words. */ nature: string, 
  /** Day of issue where the day of coming into force is not verified, or empty. */ issued: string, 
  /** What it is. */ summary: string, 
  /** Why it can apply, or why it gave way. */ grounds: Array<VersionGround>, 
  /** Results by stance. */ results: ByStance<VersionResult>, 
  /** Takes part in the comparison. */ competes: boolean, 
  /** In force today. */ current: boolean, 
  /** Chosen by a lawyer. */ chosen: boolean, 
  /** Provisions it uses that rest on fewer than two sources. */ weak: Array<CiteChip>,
};

export type VersionsOf = { 
  /** Case id. */ case: string, 
  /** Template id. */ document: string,
};

export type VersionsOfView = { 
  /** Versions. */ rows: Array<VersionRow>,
};

export type VersionsRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Only accepted entries count. */ accepted_only: boolean,
};

export type VersionsView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** Offence, short. */ offence: string, 
  /** The days on which the last act can have ended, in words; empty when nobody gave any. */ act: string, 
  /** The day of the final decision in words, or empty while the case is pending. */ decided: string, 
  /** Oldest first. */ versions: Array<VersionView>, 
  /** Between neighbours, oldest first. */ steps: Array<VersionStep>, 
  /** By stance. */ advice: ByStance<VersionAdvice>, 
  /** The recorded choice. */ choice: VersionChoice | null,
};

export type VolumeRef = { 
  /** Label. */ label: string, 
  /** 证据卷二. */ name: string, 
  /** What it holds. */ title: string, 
  /** Its pages are in the case; else it is only named. */ kept: boolean,
};

export type VolumeRow = { 
  /** Number of the item. */ id: string, 
  /** Label, as cites write it. */ label: string, 
  /** 证据卷二. */ name: string, 
  /** evidence, procedure, supplement, ours or other. */ part: string, 
  /** What it holds. */ title: string, 
  /** Name of the file it came from. */ file: string, 
  /** What the original is. */ media: "pdf" | "png" | "jpeg" | "docx", 
  /** Size of the original. */ bytes: number, 
  /** Pages of the document. */ pages: number, 
  /** SHA-256 of the original. */ original: string, 
  /** When and from whom it was received. */ received: string, 
  /** Who put it, and when: 周某 2026-11-24 09:30. */ put: string, 
  /** Printed numbers. */ ranges: Array<RangeView>, 
  /** Gaps, duplicates, pages without a number. */ flags: Array<FlagView>, 
  /** Pages whose words are known, blank ones included. */ read: number, 
  /** Scanned pages whose words nobody has recognised yet. */ scans: number, 
  /** Pages that could not be read. */ failed: number, 
  /** Which those are, the first hundred. */ failed_pages: Array<number>, 
  /** 1,204 / 1,206 页已索引；2 页失败. */ progress: string, 
  /** Pages somebody has looked at. */ seen: number, 
  /** Which those are. */ seen_runs: Array<RunView>, 
  /** 未读：第 3—41 页、第 88 页; or empty. */ unread: string, 
  /** Cites of this volume. */ cites: number, 
  /** Cites that must be looked at again. */ doubtful: number, 
  /** How many originals it has replaced. */ replaced: number,
};

export type WaiveArchive = { 
  /** Case id. */ case: string, 
  /** Which line. */ id: string, 
  /** Why it does not apply, or empty. */ reason: string, 
  /** The revision the window has seen. */ seen: number,
};

export type WallMember = { 
  /** User id. */ id: string, 
  /** Name. */ name: string, 
  /** Role. */ role: Role, 
  /** They may. */ inside: boolean, 
  /** The present user. */ me: boolean,
};

export type WallRequest = { 
  /** Case id. */ case: string,
};

export type WallView = { 
  /** There is one. */ walled: boolean, 
  /** Everybody of the office. */ members: Array<WallMember>, 
  /** This user may change it. */ may: boolean,
};

export type Wanted = "made_out" | "not_made_out" | "failed";

export type Warn = "none" | "soon" | "urgent";

export type WayView = { 
  /** 无罪, 存疑不起诉 … */ way: string, 
  /** On what condition, and what is asked for. */ sentence: string,
};

export type WeekRequest = { 
  /** Any day of it, as typed; empty for this week. */ day: string, 
  /** Only mine. */ mine: boolean, 
  /** Real names; a lawyer only, and it is logged. */ names: boolean,
};

export type WhatIfRequest = { 
  /** Case id. */ case: string, 
  /** Party id, or empty for the client. */ actor: string, 
  /** Version by date, or the one in force. */ pack: string | null, 
  /** Only accepted entries count. */ accepted_only: boolean, 
  /** Whose facts are changed. */ stance: Stance, 
  /** Up to three scenarios. */ scenarios: Array<Array<Override>>, 
  /** The scenario worked on: its facts decide what still matters. */ active: number,
};

export type WhatIfView = { 
  /** Case bar. */ head: CaseHead, 
  /** Party id. */ actor: string, 
  /** The version shown. */ pack: PackChip, 
  /** Whose facts are changed. */ stance: Stance, 
  /** As it stands. */ before: Outcome, 
  /** By scenario. */ after: Array<Outcome>, 
  /** Only what changed, in the order of the tree. */ changed: Array<ChangedNode>, 
  /** The other offences whose result changes, or is other than 不成立. */ offences: Array<OtherOffence>, 
  /** In order of the form: what matters, then what does not. */ facts: Array<Supposable>,
};

export type WordingRef = { 
  /** Case id. */ case: string, 
  /** Number of the wording. */ id: string, 
  /** The revision that was shown. */ seen: number,
};

export type WordingView = { 
  /** Number. */ id: string, 
  /** Where in the document. */ place: string, 
  /** The heading with everything under it. */ section: boolean, 
  /** The first block it became; -1 when it stands nowhere or was taken out. */ block: number, 
  /** How it begins; empty when the place was taken out. */ words: string, 
  /** Who wrote it, and when. */ by: string, 
  /** A lawyer stands behind it. */ settled: boolean, 
  /** What the document says there by itself has changed since. */ changed: boolean, 
  /** Its place is no longer there. */ lost: boolean, 
  /** What the document said there by itself when it was written. */ base: string, 
  /** What it says there by itself now. */ now: string,
};

export type WordsRequest = { 
  /** Which document. */ paper: DocumentRequest, 
  /** The place, as the document names it. */ place: string, 
  /** The heading with everything under it. */ section: boolean,
};

export type WordsView = { 
  /** The words as they stand. */ words: string, 
  /** What the document says there by itself. */ generated: string, 
  /** Number of the wording, or empty. */ id: string, 
  /** What the words in brackets lead to. */ links: Array<LinkView>,
};

export type WorkView = { 
  /** One original; none when nothing is left. */ job: IndexJob | null, 
  /** How far the whole file has been read. */ state: ReadState,
};

/** Every command: name → request, view. */
export interface Commands {
  vault_state: { request: VaultStateRequest; view: VaultState };
  create_vault: { request: CreateVault; view: VaultState };
  unlock: { request: Unlock; view: VaultState };
  lock: { request: Lock; view: VaultState };
  add_user: { request: AddUser; view: VaultState };
  change_passphrase: { request: ChangePassphrase; view: VaultState };
  set_role: { request: SetRole; view: VaultState };
  remove_user: { request: RemoveUser; view: VaultState };
  begin_sheet: { request: BeginSheet; view: SheetView };
  confirm_sheet: { request: ConfirmSheet; view: VaultState };
  drop_sheet: { request: DropSheet; view: VaultState };
  recover_vault: { request: RecoverVault; view: VaultState };
  wall: { request: WallRequest; view: WallView };
  set_wall: { request: SetWall; view: WallView };
  drop_wall: { request: WallRequest; view: WallView };
  audit_slice: { request: AuditSlice; view: AuditState };
  office_log: { request: OfficeLogRequest; view: OfficeLog };
  backup_state: { request: BackupStateRequest; view: BackupState };
  case_list: { request: CaseListRequest; view: CaseList };
  create_case: { request: CreateCase; view: CaseRow };
  create_demo: { request: CreateDemo; view: CaseRow };
  import_case: { request: ImportCase; view: CaseRow };
  case_head: { request: CaseHeadRequest; view: CaseHead };
  matter_form: { request: MatterForm; view: MatterView };
  update_matter: { request: UpdateMatter; view: CaseHead };
  set_party: { request: SetParty; view: CaseHead };
  overview: { request: OverviewRequest; view: OverviewView };
  fact_form: { request: FactForm; view: FormView };
  read_value: { request: ReadValue; view: ReadValueView };
  record_position: { request: RecordPosition; view: Saved };
  add_row: { request: AddRow; view: Saved };
  remove_row: { request: RemoveRow; view: Saved };
  undo: { request: UndoRequest; view: Saved };
  redo: { request: UndoRequest; view: Saved };
  review: { request: ReviewRequest; view: Saved };
  review_queue: { request: ReviewQueue; view: ReviewQueueView };
  fact_history: { request: FactHistory; view: HistoryView };
  activity: { request: ActivityRequest; view: ActivityView };
  matrix: { request: MatrixRequest; view: MatrixView };
  charges: { request: ChargesRequest; view: ChargesView };
  charts: { request: ChartsRequest; view: ChartsView };
  versions: { request: VersionsRequest; view: VersionsView };
  provision: { request: ProvisionRequest; view: ProvisionView };
  strategy: { request: StrategyRequest; view: StrategyView };
  document: { request: DocumentRequest; view: DocumentView };
  document_pages: { request: PagesRequest; view: PagesView };
  words_of: { request: WordsRequest; view: WordsView };
  set_words: { request: SetWords; view: Saved };
  drop_words: { request: WordingRef; view: Saved };
  return_words: { request: WordingRef; view: Saved };
  accept_words: { request: AcceptWords; view: Saved };
  set_outline: { request: SetOutline; view: Saved };
  set_release: { request: SetRelease; view: Saved };
  document_versions: { request: VersionsOf; view: VersionsOfView };
  version_pages: { request: VersionPages; view: VersionPagesView };
  document_diff: { request: DiffRequest; view: DiffView };
  redaction: { request: RedactionRequest; view: RedactionView };
  hearing_codes: { request: HearingCodes; view: HearingCodesView };
  take_code: { request: TakeCode; view: Saved };
  own_templates: { request: OwnTemplatesRequest; view: OwnTemplates };
  put_template: { request: PutTemplate; view: OwnTemplates };
  set_template: { request: SetTemplate; view: OwnTemplates };
  deadlines: { request: DeadlinesRequest; view: DeadlinesView };
  add_event: { request: AddEvent; view: Saved };
  add_calendar: { request: AddCalendar; view: CalendarYear };
  sentence: { request: SentenceRequest; view: SentenceView };
  confirm_start: { request: ConfirmStart; view: Saved };
  set_local_rules: { request: SetLocalRules; view: Saved };
  rules_state: { request: RulesStateRequest; view: RulesState };
  stage_rules: { request: StageRules; view: StagedView };
  rule_effects: { request: RuleEffects; view: EffectsView };
  install_rules: { request: InstallRules; view: RulesState };
  uninstall_rules: { request: UninstallRules; view: RulesState };
  rule_list: { request: RuleList; view: RuleListView };
  rule_pack: { request: RulePack; view: RulePackView };
  run_rule_tests: { request: RunRuleTests; view: RuleTestsView };
  rule_diff: { request: RuleDiff; view: RuleDiffView };
  rule_cases: { request: RuleCases; view: RuleCasesView };
  settings: { request: SettingsRequest; view: Settings };
  set_settings: { request: Settings; view: Settings };
  what_if: { request: WhatIfRequest; view: WhatIfView };
  flips: { request: FlipsRequest; view: FlipsView };
  focus: { request: FocusRequest; view: FocusView };
  agenda: { request: AgendaRequest; view: AgendaView };
  scenarios: { request: ScenariosRequest; view: ScenarioList };
  save_scenario: { request: SaveScenario; view: ScenarioList };
  remove_scenario: { request: RemoveScenario; view: ScenarioList };
  search: { request: SearchRequest; view: SearchView };
  search_state: { request: SearchStateRequest; view: SearchState };
  index_slice: { request: IndexSlice; view: IndexSliceView };
  people: { request: PeopleRequest; view: PeopleView };
  person: { request: PersonRequest; view: PersonInput };
  put_person: { request: PutPerson; view: PeopleView };
  remove_person: { request: RemovePerson; view: PeopleView };
  conflict_check: { request: ConflictCheck; view: CheckView };
  check_parties: { request: CheckParties; view: CheckView };
  decide_conflict: { request: DecideConflict; view: PeopleView };
  register: { request: RegisterRequest; view: RegisterView };
  file_view: { request: FileRequest; view: FileView };
  add_volume: { request: AddVolume; view: Saved };
  discard_staged: { request: DiscardStaged; view: FileView };
  forget_unfinished: { request: ForgetUnfinished; view: FileView };
  set_volume: { request: SetVolume; view: Saved };
  order_volumes: { request: OrderVolumes; view: Saved };
  set_page_map: { request: SetPageMap; view: Saved };
  check_page_map: { request: CheckMap; view: MapCheck };
  replace_volume: { request: ReplaceVolume; view: Saved };
  remove_volume: { request: RemoveVolume; view: Saved };
  index_work: { request: IndexWork; view: WorkView };
  put_page_text: { request: PutPages; view: ReadState };
  retry_pages: { request: RetryPages; view: ReadState };
  mark_read: { request: MarkRead; view: ReadState };
  page_view: { request: FilePage; view: PageView };
  comment_page: { request: CommentPage; view: Saved };
  tag_page: { request: TagPage; view: Saved };
  untag_page: { request: UntagPage; view: Saved };
  notes: { request: NotesRequest; view: NotesView };
  set_note: { request: SetNote; view: Saved };
  remove_note: { request: RemoveNote; view: Saved };
  cite_check: { request: CiteCheck; view: CiteCheckView };
  accept_cites: { request: AcceptCites; view: Saved };
  evidence: { request: EvidenceRequest; view: EvidenceRegister };
  exhibit_marks: { request: ExhibitMarksRequest; view: ExhibitMarks };
  put_exhibit: { request: PutExhibit; view: Saved };
  judge_exhibit: { request: JudgeExhibit; view: Saved };
  check_exhibit: { request: CheckExhibit; view: Saved };
  exclude_exhibit: { request: ExcludeExhibit; view: Saved };
  settle_exhibit: { request: SettleExhibit; view: Saved };
  remove_exhibit: { request: RemoveExhibit; view: Saved };
  list_statements: { request: ListStatements; view: Saved };
  statements: { request: StatementsRequest; view: StatementsView };
  put_statement: { request: PutStatement; view: Saved };
  remove_statement: { request: RemoveStatement; view: Saved };
  put_proposition: { request: PutProposition; view: Saved };
  remove_proposition: { request: RemoveProposition; view: Saved };
  put_assertion: { request: PutAssertion; view: Saved };
  record_assertion: { request: RecordAssertion; view: Saved };
  calendar: { request: CalendarRequest; view: CalendarView };
  complete_limit: { request: CompleteLimit; view: Saved };
  sign_limit: { request: LimitRequest; view: Saved };
  reopen_limit: { request: LimitRequest; view: Saved };
  derived: { request: DerivedRequest; view: DerivedView };
  take_derived: { request: TakeDerived; view: Saved };
  office_dates: { request: OfficeDatesRequest; view: OfficeDates };
  set_office_dates: { request: SetOfficeDates; view: OfficeDates };
  tasks: { request: TasksRequest; view: TasksView };
  add_task: { request: AddTask; view: Saved };
  change_task: { request: ChangeTask; view: Saved };
  finish_task: { request: FinishTask; view: Saved };
  reopen_task: { request: TaskRequest; view: Saved };
  drop_task: { request: TaskRequest; view: Saved };
  keep_draft: { request: KeepDraft; view: Kept };
  drop_draft: { request: DropDraft; view: Kept };
  drafts: { request: DraftsRequest; view: DraftList };
  bin: { request: BinRequest; view: BinView };
  put_back: { request: PutBack; view: Saved };
  case_bin: { request: CaseBinRequest; view: CaseBinView };
  bin_case: { request: BinCase; view: CaseBinView };
  restore_case: { request: BinCase; view: CaseBinView };
  destroy_case: { request: DestroyCase; view: CaseBinView };
  changes: { request: ChangesRequest; view: ChangesView };
  undo_to: { request: UndoTo; view: Saved };
  take_back: { request: TakeBack; view: Saved };
  states: { request: StatesRequest; view: StatesView };
  log: { request: LogRequest; view: LogView };
  remarks: { request: RemarksRequest; view: RemarksView };
  put_remark: { request: PutRemark; view: Saved };
  settle_remark: { request: SettleRemark; view: Saved };
  remove_remark: { request: RemarkRef; view: Saved };
  ask_in_meeting: { request: RemarkRef; view: Saved };
  archive: { request: ArchiveRequest; view: ArchiveView };
  waive_archive: { request: WaiveArchive; view: ArchiveView };
}

export type CommandName = keyof Commands;

/** Files the shell saves: name → request, what was made. */
export interface Exports {
  export_document: { request: ExportDocument; view: ExportedView };
  export_case: { request: ExportCase; view: ExportedView };
  export_week: { request: WeekRequest; view: ExportedView };
  export_calendar: { request: CalendarFeed; view: ExportedView };
  export_log: { request: ExportLog; view: ExportedView };
  export_sheet: { request: ExportSheet; view: ExportedView };
  export_office_log: { request: ExportOfficeLog; view: ExportedView };
}
