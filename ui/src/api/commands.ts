// The wire, as both sides must speak it. Rust (crates/app/src/api.rs + a file per screen) generates ui/src/api/commands.ts with ts-rs
// in exactly these shapes (snake_case). One Tauri command `call(name, request)` → view, or rejects with Failure.
export type Truth = "true" | "false" | "unknown";
export type Stance = "alleged" | "proved" | "ours";           // 控方 / 已查证 / 我方
export type Side = "alleged" | "ours" | "finding";             // 指控 / 我方 / 研判
export type Role = "paralegal" | "lawyer";                     // 助理 / 律师
export type Failure = { code: string; message: string; hint: string }; // code: locked | wrong_passphrase | damaged | forbidden | stale | invalid | not_found | newer | io

// ---- vault -------------------------------------------------------------------------------------------------------------
export type UserView = { id: string; name: string; role: Role };
export type VaultState = { exists: boolean; unlocked: boolean; users: UserView[]; user: UserView | null; version: string };
// vault_state({})                                   -> VaultState
// create_vault({ name, passphrase })                -> VaultState   (first user is a lawyer)
// unlock({ user, passphrase })                      -> VaultState
// lock({})                                          -> VaultState
// add_user({ name, role, passphrase })              -> VaultState   (lawyer only)
// change_passphrase({ old, new })                   -> VaultState

// ---- cases -------------------------------------------------------------------------------------------------------------
export type CaseRow = { id: string; name: string; accused: string[]; charge: string; stage: string; stage_name: string;
  pending: number; returned: number; result: string; updated_at: string; demo: boolean };
export type StageOption = { id: string; name: string };
// case_list({})                                     -> { cases: CaseRow[]; stages: StageOption[]; charges: {id,name}[] }
// create_case({ name, accused, charge, stage })     -> CaseRow      (the four fields)
// create_demo({})                                   -> CaseRow
// import_case({ text })                             -> CaseRow      (the documented TOML/JSON case file)
// export_case({ case })                             -> { file_name: string; text: string }   (shell saves it)

export type PartyView = { id: string; name: string; kind: "person" | "unit"; client: boolean; role: string };
export type ActView = { id: string; text: string };
export type CaseHead = { id: string; name: string; stage: string; stage_name: string; charge: string; demo: boolean; parties: PartyView[];
  packs: PackChip[]; revision: number; saved_at: string; reviewed: number; total: number; unverified: number; can: Can };
export type Can = { find: boolean; review: boolean; sign: boolean };   // what this user may do
export type PackChip = { from: string; name: string; label: string; in_force_at_act: boolean; current: boolean };
// case_head({ case })                               -> CaseHead
// update_matter({ case, name, stage })              -> CaseHead
// add_party({ case, name, kind, client, role })     -> CaseHead

// ---- overview ----------------------------------------------------------------------------------------------------------
export type ElementTile = { node: string; name: string; truth: Truth; mark: Mark; for_cites: number; against_cites: number; why: string };
export type OpeningView = { path: string; kind: "fact" | "judge" | "table"; question: string; how: string[]; effect: string; decisive: boolean; helps: Side; group: string };
export type AmountBar = { id: string; name: string; low: string; high: string; low_fen: number; high_fen: number | null; note: string;
  lines: { label: string; fen: number; cite: CiteChip }[] };
export type DefenceTile = { id: string; name: string; truth: Truth; why: string; stage: string; effect: string };
export type ActivityRow = { at: string; who: string; what: string };
export type OverviewView = { head: CaseHead; actor: string; pack: string;
  sentence_accepted: string; sentence_all: string; differs: boolean; result_accepted: Verdict; result_all: Verdict;
  stances: { stance: Stance; verdict: Verdict; sentence: string }[];
  elements: ElementTile[]; openings: OpeningView[]; amounts: AmountBar[]; defences: DefenceTile[]; activity: ActivityRow[] };
export type Verdict = "made_out" | "not_made_out" | "not_proved";      // 成立 / 不成立 / 未达证明标准
// overview({ case, actor, pack: string|null })      -> OverviewView

// ---- facts -------------------------------------------------------------------------------------------------------------
export type SourceView = { kind: "page" | "client" | "none" | "other"; text: string; volume: string; page: string; quote: string };  // text: "证据卷二第47页" / "当事人陈述"
export type Answer =                                           // what a box holds
  | { kind: "empty" } | { kind: "unclear"; why: string }
  | { kind: "yes" } | { kind: "no" }
  | { kind: "choice"; id: string; name: string } | { kind: "typed"; text: string; echo: string }   // money, number, date: as typed + understood
  | { kind: "text"; text: string } | { kind: "ref"; row: string; name: string };
export type PositionView = { side: Side; answer: Answer; sources: SourceView[]; note: string; status: "" | "proved" | "disputed" | "no_evidence";
  reason: string; by: string; at: string; review: ReviewView };
export type ReviewView = { state: "" | "proposed" | "accepted" | "returned"; by: string; at: string; reason: string };
export type FactCard = { path: string; id: string; question: string; type: "bool" | "choice" | "money" | "number" | "date" | "text" | "ref" | "judge";
  options: { id: string; name: string }[]; unit: string; help: string; proof: string; find: string[]; factors: string[]; cites: CiteChip[];
  matters: boolean; lawyer_only: boolean; disputed: boolean; returned: boolean; positions: PositionView[];   // always 3: alleged, ours, finding
  used_in: { node: string; name: string }[] };
export type GroupView = { id: string; name: string; total: number; empty: number; disputed: number; returned: number; matters: number };
export type TableColumn = { id: string; name: string; type: string; options: { id: string; name: string }[]; key: boolean; ref_table: string };
export type TableRow = { id: string; name: string; sides: Side[]; cells: FactCard[]; review: ReviewView };
export type TableView = { id: string; name: string; text: string; columns: TableColumn[]; rows: TableRow[]; complete: FactCard; matters: boolean };
export type FormView = { head: CaseHead; actor: string; groups: GroupView[]; group: string; facts: FactCard[]; tables: TableView[] };
// fact_form({ case, actor, group: string|null, only_matters: boolean }) -> FormView
// read_value({ type, text })                        -> { ok: boolean; echo: string; problem: string }       (the echo line while typing)
export type AnswerInput = { kind: "clear" } | { kind: "unclear"; why: string } | { kind: "yes" } | { kind: "no" } | { kind: "choice"; id: string }
  | { kind: "typed"; text: string } | { kind: "text"; text: string } | { kind: "ref"; row: string };
export type SourceInput = { kind: "page" | "client" | "none" | "other"; text: string; quote: string };   // text "2-47" or "证据卷二第47页" is parsed; refused with a clear message
// record_position({ case, actor, path, side, answer: AnswerInput, sources: SourceInput[], note, status: "" | ..., reason, seen: number }) -> Saved
//    side finding and every judge path: lawyer only. path: "fact_id" | "table/row/column" | "table#complete" | "judge_id"
// add_row({ case, actor, table, side, name })       -> Saved
// remove_row({ case, actor, table, row, reason })   -> Saved
// review({ case, actor, path, side, verdict: "accepted" | "returned", reason }) -> Saved      (lawyer only)
// undo({ case })                                    -> Saved ; redo({ case }) -> Saved
export type Saved = { revision: number; saved_at: string; what: string; path: string; card: FactCard | null; can_undo: boolean; can_redo: boolean; undo_what: string };
export type ReviewItem = { path: string; side: Side; actor: string; question: string; answer: Answer; sources: SourceView[]; by: string; at: string; effect: string; old: Answer; state: string; reason: string };
// review_queue({ case, actor })                     -> { head: CaseHead; items: ReviewItem[] }   ordered by effect on the result
export type HistoryRow = { at: string; who: string; side: Side; answer: Answer; note: string; what: string };
// fact_history({ case, actor, path })               -> { rows: HistoryRow[] }

// ---- matrix ------------------------------------------------------------------------------------------------------------
export type Mark = "plain" | "stands" | "defeated" | "not_pleaded" | "untested";   // Stands: 推定成立且未被反驳
export type Shape = "rule" | "exception" | "presumption" | "rebuttal" | "fact" | "judge" | "readings";
export type CiteChip = { cite: string; text: string; verified: "full_text" | "two_sources" | "one_source" | "unverified" };
export type LeafView = { path: string; question: string; said: { side: Side; answer: Answer; sources: SourceView[] }[]; rows: { row: string; name: string; truth: Truth }[]; value: string; threshold: string };
export type StepView = { id: string; node: string; name: string; truth: Truth; mark: Mark; shape: Shape; why: string; cites: CiteChip[]; note: string; untranslated: string;
  connective: string; parts: StepView[]; exceptions: StepView[]; leaf: LeafView | null; opening: boolean; settled: boolean };
export type MatrixCell = { truth: Truth; mark: Mark; cites: number; missing: number };
export type MatrixRow = { node: string; depth: number; name: string; shape: Shape; cells: Record<Stance, MatrixCell>; cites: CiteChip[]; leaf: boolean; parent: string };
export type PresumptionCard = { node: string; name: string; state: "not_triggered" | "unrebutted" | "rebuttal_open" | "rebutted" | "open"; state_text: string;
  basis: { name: string; truth: Truth; cites: number }[]; rebuttals: { id: string; text: string; evidence: string; truth: Truth }[]; judges: { path: string; text: string; truth: Truth }[]; cites: CiteChip[] };
export type MatrixView = { head: CaseHead; actor: string; pack: PackChip; accepted_only: boolean; verdicts: Record<Stance, Verdict>; sentences: Record<Stance, string>;
  rows: MatrixRow[]; trees: Record<Stance, StepView>; presumptions: Record<Stance, PresumptionCard[]>; defences: { id: string; name: string; stage: string; effect: string; trees: Record<Stance, StepView> }[]; untranslated: { name: string; text: string; cites: CiteChip[] }[] };
// matrix({ case, actor, pack: string|null, accepted_only }) -> MatrixView
export type ProvisionView = { cite: string; instrument: string; title: string; issuer: string; label: string; digest: string; verified: string; verified_text: string; published: string; effective: string; note: string; nodes: { offence: string; pack: string; node: string; name: string }[] };
// provision({ cite })                               -> ProvisionView

// ---- documents ---------------------------------------------------------------------------------------------------------
export type DocumentKind = { id: string; name: string; outgoing: boolean; about: string; allowed: boolean; why_not: string };
export type Span = { text: string; bold: boolean; node: string; cite: string };
export type BlockView = { kind: "title" | "heading" | "paragraph" | "table" | "note" | "right" | "item"; level: number; number: string; spans: Span[]; head: string[]; rows: string[][]; node: string; paths: string[] };
export type DocumentView = { head: CaseHead; kinds: DocumentKind[]; document: string; title: string; draft: boolean; blocks: BlockView[]; missing: string[]; preflight: { level: "stop" | "warn"; text: string }[]; pages: number };
// document({ case, actor, document, pack: string|null, accepted_only }) -> DocumentView
// export_document({ case, actor, document, pack, accepted_only })      -> { file_name: string; sha256: string; pages: number; saved: boolean }   the shell shows the save dialog and writes the bytes; saved=false when cancelled
// activity({ case })                                -> { rows: ActivityRow[]; chain_ok: boolean; head: string }
// settings({}) / set_settings({ theme: "system"|"light"|"dark", language: "zh"|"en" })  -> { theme, language }

// ---- the typed list: name → request, view --------------------------------------------------------------------------------
export type Empty = Record<string, never>;
export type InCase = { case: string };
export type OfActor = { case: string; actor: string };
export type AnyUser = { user: string; passphrase: string };
export type Settings = { theme: "system" | "light" | "dark"; language: "zh" | "en" };
export type RecordPosition = { case: string; actor: string; path: string; side: Side; answer: AnswerInput; sources: SourceInput[]; note: string;
  status: "" | "proved" | "disputed" | "no_evidence"; reason: string; seen: number };
export type OneDocument = { case: string; actor: string; document: string; pack: string | null; accepted_only: boolean };
export type Commands = {
  vault_state: { request: Empty; view: VaultState };
  create_vault: { request: { name: string; passphrase: string }; view: VaultState };
  unlock: { request: AnyUser; view: VaultState };
  lock: { request: Empty; view: VaultState };
  add_user: { request: { name: string; role: Role; passphrase: string }; view: VaultState };
  change_passphrase: { request: { old: string; new: string }; view: VaultState };
  case_list: { request: Empty; view: { cases: CaseRow[]; stages: StageOption[]; charges: { id: string; name: string }[] } };
  create_case: { request: { name: string; accused: string; charge: string; stage: string }; view: CaseRow };
  create_demo: { request: Empty; view: CaseRow };
  import_case: { request: { text: string }; view: CaseRow };
  export_case: { request: InCase; view: { file_name: string; saved: boolean } };   // only through invoke("export", …)
  case_head: { request: InCase; view: CaseHead };
  update_matter: { request: { case: string; name: string; stage: string }; view: CaseHead };
  add_party: { request: { case: string; name: string; kind: "person" | "unit"; client: boolean; role: string }; view: CaseHead };
  overview: { request: OfActor & { pack: string | null }; view: OverviewView };
  fact_form: { request: OfActor & { group: string | null; only_matters: boolean }; view: FormView };
  read_value: { request: { type: string; text: string }; view: { ok: boolean; echo: string; problem: string } };
  record_position: { request: RecordPosition; view: Saved };
  add_row: { request: OfActor & { table: string; side: Side; name: string }; view: Saved };
  remove_row: { request: OfActor & { table: string; row: string; reason: string }; view: Saved };
  review: { request: OfActor & { path: string; side: Side; verdict: "accepted" | "returned"; reason: string }; view: Saved };
  undo: { request: InCase; view: Saved };
  redo: { request: InCase; view: Saved };
  review_queue: { request: OfActor; view: { head: CaseHead; items: ReviewItem[] } };
  fact_history: { request: OfActor & { path: string }; view: { rows: HistoryRow[] } };
  matrix: { request: OfActor & { pack: string | null; accepted_only: boolean }; view: MatrixView };
  provision: { request: { cite: string }; view: ProvisionView };
  document: { request: OneDocument; view: DocumentView };
  export_document: { request: OneDocument; view: { file_name: string; sha256: string; pages: number; saved: boolean } };
  activity: { request: InCase; view: { rows: ActivityRow[]; chain_ok: boolean; head: string } };
  settings: { request: Empty; view: Settings };
  set_settings: { request: Settings; view: Settings };
};
export type CommandName = keyof Commands;
