//! The list of commands: the dispatcher, the roles and the TypeScript all come from it.

use crate::failure::{Code, Failure};
use crate::session::{App, Now};
use crate::{
    agenda, archive, audits, backups, bin, bundle, calendar, cases, changes, charges, charts, deadlines, document,
    drafts, entry, evidence, file, flips, focus, form, head, history, keys, log, matrix, notes, overview, people,
    provision, remarks, review, rulebook, scenarios, search, sentence, settings, statements, strategy, tasks,
    templates, vault, versions, walls, whatif,
};

/// Who may call a command. What a paralegal may not decide inside one is refused where it is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Works while the vault is locked.
    Anyone,
    /// Needs an unlocked vault.
    User,
    /// Needs a lawyer.
    Lawyer,
}

/// One command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// Its name on the wire.
    pub name: &'static str,
    /// Who may call it.
    pub gate: Gate,
}

macro_rules! commands {
    ($($gate:ident $module:ident::$name:ident($request:ident) -> $view:ident;)*) => {
        /// Every command there is.
        pub const COMMANDS: &[Command] = &[$(Command { name: stringify!($name), gate: Gate::$gate }),*];

        /// Runs one command of the list.
        pub(crate) fn dispatch(app: &mut App, name: &str, request: serde_json::Value, now: Now) -> Result<serde_json::Value, Failure> {
            match name {
                $(stringify!($name) => {
                    admit(app, Gate::$gate)?;
                    let request: $module::$request = serde_json::from_value(request).map_err(|_| Failure::invalid("请求内容不完整或者类型不符，请刷新后重试。"))?;
                    let view: $module::$view = $module::$name(app, request, now)?;
                    serde_json::to_value(view).map_err(|_| Failure::invalid("结果无法传给界面，请联系技术支持。"))
                })*
                _ => Err(Failure::not_found("这个命令")),
            }
        }

        /// The wire as TypeScript: every type, and the list of commands with its request and view.
        #[cfg(feature = "typescript")]
        pub fn typescript() -> String {
            let mut types = crate::api::Types::default();
            $(types.add::<$module::$request>(); types.add::<$module::$view>();)*
            types.add::<Failure>();
            types.add::<document::ExportedView>();
            let mut list = String::from("/** Every command: name → request, view. */\nexport interface Commands {\n");
            $(list.push_str(&format!("  {}: {{ request: {}; view: {} }};\n", stringify!($name), <$module::$request as ts_rs::TS>::name(&ts_rs::Config::default()), <$module::$view as ts_rs::TS>::name(&ts_rs::Config::default())));)*
            list.push_str("}\n\nexport type CommandName = keyof Commands;\n\n");
            types.add::<document::ExportDocument>();
            types.add::<cases::ExportCase>();
            types.add::<calendar::WeekRequest>();
            types.add::<calendar::CalendarFeed>();
            types.add::<log::ExportLog>();
            types.add::<keys::ExportSheet>();
            types.add::<audits::ExportOfficeLog>();
            types.add::<crate::folder::FolderMade>();
            types.add::<crate::folder::FolderTaken>();
            list.push_str("/** Files the shell saves: name → request, what was made. */\nexport interface Exports {\n");
            list.push_str("  export_document: { request: ExportDocument; view: ExportedView };\n  export_case: { request: ExportCase; view: ExportedView };\n  export_week: { request: WeekRequest; view: ExportedView };\n  export_calendar: { request: CalendarFeed; view: ExportedView };\n  export_log: { request: ExportLog; view: ExportedView };\n  export_sheet: { request: ExportSheet; view: ExportedView };\n  export_office_log: { request: ExportOfficeLog; view: ExportedView };\n}\n");
            types.text(&list)
        }
    };
}

commands! {
    Anyone vault::vault_state(VaultStateRequest) -> VaultState;
    Anyone vault::create_vault(CreateVault) -> VaultState;
    Anyone vault::unlock(Unlock) -> VaultState;
    Anyone vault::lock(Lock) -> VaultState;
    Lawyer vault::add_user(AddUser) -> VaultState;
    User vault::change_passphrase(ChangePassphrase) -> VaultState;
    Lawyer vault::set_role(SetRole) -> VaultState;
    Lawyer vault::remove_user(RemoveUser) -> VaultState;
    User keys::begin_sheet(BeginSheet) -> SheetView;
    User keys::confirm_sheet(ConfirmSheet) -> VaultState;
    User keys::drop_sheet(DropSheet) -> VaultState;
    Anyone keys::recover_vault(RecoverVault) -> VaultState;
    User walls::wall(WallRequest) -> WallView;
    Lawyer walls::set_wall(SetWall) -> WallView;
    Lawyer walls::drop_wall(WallRequest) -> WallView;
    User audits::audit_slice(AuditSlice) -> AuditState;
    Lawyer audits::office_log(OfficeLogRequest) -> OfficeLog;
    User backups::backup_state(BackupStateRequest) -> BackupState;
    User cases::case_list(CaseListRequest) -> CaseList;
    User cases::create_case(CreateCase) -> CaseRow;
    User cases::create_demo(CreateDemo) -> CaseRow;
    User cases::import_case(ImportCase) -> CaseRow;
    User head::case_head(CaseHeadRequest) -> CaseHead;
    User head::matter_form(MatterForm) -> MatterView;
    User head::update_matter(UpdateMatter) -> CaseHead;
    User head::set_party(SetParty) -> CaseHead;
    User overview::overview(OverviewRequest) -> OverviewView;
    User form::fact_form(FactForm) -> FormView;
    User entry::read_value(ReadValue) -> ReadValueView;
    User entry::record_position(RecordPosition) -> Saved;
    User entry::add_row(AddRow) -> Saved;
    User entry::remove_row(RemoveRow) -> Saved;
    User entry::undo(UndoRequest) -> Saved;
    User entry::redo(UndoRequest) -> Saved;
    Lawyer review::review(ReviewRequest) -> Reviewed;
    User review::review_queue(ReviewQueue) -> ReviewQueueView;
    User history::fact_history(FactHistory) -> HistoryView;
    User history::activity(ActivityRequest) -> ActivityView;
    User matrix::matrix(MatrixRequest) -> MatrixView;
    User charges::charges(ChargesRequest) -> ChargesView;
    User charts::charts(ChartsRequest) -> ChartsView;
    User versions::versions(VersionsRequest) -> VersionsView;
    User provision::provision(ProvisionRequest) -> ProvisionView;
    User strategy::strategy(StrategyRequest) -> StrategyView;
    User document::document(DocumentRequest) -> DocumentView;
    User document::document_pages(PagesRequest) -> PagesView;
    User document::words_of(WordsRequest) -> WordsView;
    User document::set_words(SetWords) -> Saved;
    User document::drop_words(WordingRef) -> Saved;
    Lawyer document::return_words(WordingRef) -> Saved;
    Lawyer document::accept_words(AcceptWords) -> Saved;
    User document::set_outline(SetOutline) -> Saved;
    Lawyer document::set_release(SetRelease) -> Saved;
    User document::document_versions(VersionsOf) -> VersionsOfView;
    User document::version_pages(VersionPages) -> VersionPagesView;
    User document::document_diff(DiffRequest) -> DiffView;
    User document::redaction(RedactionRequest) -> RedactionView;
    User document::hearing_codes(HearingCodes) -> HearingCodesView;
    User document::take_code(TakeCode) -> Saved;
    User templates::own_templates(OwnTemplatesRequest) -> OwnTemplates;
    Lawyer templates::put_template(PutTemplate) -> OwnTemplates;
    Lawyer templates::set_template(SetTemplate) -> OwnTemplates;
    User deadlines::deadlines(DeadlinesRequest) -> DeadlinesView;
    User deadlines::add_event(AddEvent) -> Saved;
    Lawyer deadlines::add_calendar(AddCalendar) -> CalendarYear;
    User sentence::sentence(SentenceRequest) -> SentenceView;
    Lawyer sentence::confirm_start(ConfirmStart) -> Saved;
    Lawyer sentence::set_local_rules(SetLocalRules) -> Saved;
    User bundle::rules_state(RulesStateRequest) -> RulesState;
    Lawyer bundle::stage_rules(StageRules) -> StagedView;
    Lawyer bundle::rule_effects(RuleEffects) -> EffectsView;
    Lawyer bundle::install_rules(InstallRules) -> RulesState;
    Lawyer bundle::uninstall_rules(UninstallRules) -> RulesState;
    User rulebook::rule_list(RuleList) -> RuleListView;
    User rulebook::rule_pack(RulePack) -> RulePackView;
    User rulebook::run_rule_tests(RunRuleTests) -> RuleTestsView;
    User rulebook::rule_diff(RuleDiff) -> RuleDiffView;
    User rulebook::rule_cases(RuleCases) -> RuleCasesView;
    User settings::settings(SettingsRequest) -> Settings;
    User settings::set_settings(Settings) -> Settings;
    User whatif::what_if(WhatIfRequest) -> WhatIfView;
    User flips::flips(FlipsRequest) -> FlipsView;
    User focus::focus(FocusRequest) -> FocusView;
    User agenda::agenda(AgendaRequest) -> AgendaView;
    User scenarios::scenarios(ScenariosRequest) -> ScenarioList;
    User scenarios::save_scenario(SaveScenario) -> ScenarioList;
    User scenarios::remove_scenario(RemoveScenario) -> ScenarioList;
    User search::search(SearchRequest) -> SearchView;
    User search::search_state(SearchStateRequest) -> SearchState;
    User search::index_slice(IndexSlice) -> IndexSliceView;
    User people::people(PeopleRequest) -> PeopleView;
    User people::person(PersonRequest) -> PersonInput;
    User people::put_person(PutPerson) -> PeopleView;
    User people::remove_person(RemovePerson) -> PeopleView;
    User people::conflict_check(ConflictCheck) -> CheckView;
    User people::check_parties(CheckParties) -> CheckView;
    Lawyer people::decide_conflict(DecideConflict) -> PeopleView;
    User people::register(RegisterRequest) -> RegisterView;
    User file::file_view(FileRequest) -> FileView;
    User file::add_volume(AddVolume) -> Saved;
    User file::discard_staged(DiscardStaged) -> FileView;
    User file::forget_unfinished(ForgetUnfinished) -> FileView;
    User file::set_volume(SetVolume) -> Saved;
    User file::order_volumes(OrderVolumes) -> Saved;
    User file::set_page_map(SetPageMap) -> Saved;
    User file::check_page_map(CheckMap) -> MapCheck;
    User file::replace_volume(ReplaceVolume) -> Saved;
    User file::remove_volume(RemoveVolume) -> Saved;
    User file::index_work(IndexWork) -> WorkView;
    User file::put_page_text(PutPages) -> ReadState;
    User file::retry_pages(RetryPages) -> ReadState;
    User file::mark_read(MarkRead) -> ReadState;
    User file::page_view(FilePage) -> PageView;
    User file::comment_page(CommentPage) -> Saved;
    User file::tag_page(TagPage) -> Saved;
    User file::untag_page(UntagPage) -> Saved;
    User notes::notes(NotesRequest) -> NotesView;
    User notes::set_note(SetNote) -> Saved;
    User notes::remove_note(RemoveNote) -> Saved;
    User file::cite_check(CiteCheck) -> CiteCheckView;
    User file::accept_cites(AcceptCites) -> Saved;
    User evidence::evidence(EvidenceRequest) -> EvidenceRegister;
    User evidence::exhibit_marks(ExhibitMarksRequest) -> ExhibitMarks;
    User evidence::put_exhibit(PutExhibit) -> Saved;
    User evidence::judge_exhibit(JudgeExhibit) -> Saved;
    User evidence::check_exhibit(CheckExhibit) -> Saved;
    User evidence::exclude_exhibit(ExcludeExhibit) -> Saved;
    Lawyer evidence::settle_exhibit(SettleExhibit) -> Saved;
    User evidence::remove_exhibit(RemoveExhibit) -> Saved;
    User evidence::list_statements(ListStatements) -> Saved;
    User statements::statements(StatementsRequest) -> StatementsView;
    User statements::put_statement(PutStatement) -> Saved;
    User statements::remove_statement(RemoveStatement) -> Saved;
    User statements::put_proposition(PutProposition) -> Saved;
    User statements::remove_proposition(RemoveProposition) -> Saved;
    User statements::put_assertion(PutAssertion) -> Saved;
    User statements::record_assertion(RecordAssertion) -> Saved;
    User calendar::calendar(CalendarRequest) -> CalendarView;
    User deadlines::complete_limit(CompleteLimit) -> Saved;
    Lawyer deadlines::sign_limit(LimitRequest) -> Saved;
    User deadlines::reopen_limit(LimitRequest) -> Saved;
    User deadlines::derived(DerivedRequest) -> DerivedView;
    Lawyer deadlines::take_derived(TakeDerived) -> Saved;
    User deadlines::office_dates(OfficeDatesRequest) -> OfficeDates;
    Lawyer deadlines::set_office_dates(SetOfficeDates) -> OfficeDates;
    User tasks::tasks(TasksRequest) -> TasksView;
    User tasks::add_task(AddTask) -> Saved;
    User tasks::change_task(ChangeTask) -> Saved;
    User tasks::finish_task(FinishTask) -> Saved;
    User tasks::reopen_task(TaskRequest) -> Saved;
    User tasks::drop_task(TaskRequest) -> Saved;
    User drafts::keep_draft(KeepDraft) -> Kept;
    User drafts::drop_draft(DropDraft) -> Kept;
    User drafts::drafts(DraftsRequest) -> DraftList;
    User bin::bin(BinRequest) -> BinView;
    User bin::put_back(PutBack) -> Saved;
    User bin::case_bin(CaseBinRequest) -> CaseBinView;
    Lawyer bin::bin_case(BinCase) -> CaseBinView;
    User bin::restore_case(BinCase) -> CaseBinView;
    Lawyer bin::destroy_case(DestroyCase) -> CaseBinView;
    User changes::changes(ChangesRequest) -> ChangesView;
    User changes::undo_to(UndoTo) -> Saved;
    User changes::take_back(TakeBack) -> Saved;
    User changes::states(StatesRequest) -> StatesView;
    User log::log(LogRequest) -> LogView;
    User remarks::remarks(RemarksRequest) -> RemarksView;
    User remarks::put_remark(PutRemark) -> Saved;
    User remarks::settle_remark(SettleRemark) -> Saved;
    User remarks::remove_remark(RemarkRef) -> Saved;
    User remarks::ask_in_meeting(RemarkRef) -> Saved;
    User archive::archive(ArchiveRequest) -> ArchiveView;
    Lawyer archive::waive_archive(WaiveArchive) -> ArchiveView;
}

fn admit(app: &App, gate: Gate) -> Result<(), Failure> {
    match gate {
        Gate::Anyone => Ok(()),
        Gate::User => app.user().map(|_| ()),
        Gate::Lawyer => {
            app.user()?;
            if app.is_lawyer() {
                Ok(())
            } else {
                Err(Failure::new(
                    Code::Forbidden,
                    "这项操作只能由律师进行。",
                    "请联系承办律师。",
                ))
            }
        }
    }
}

/// TypeScript declarations, each once, in order of name.
#[cfg(feature = "typescript")]
#[derive(Default)]
pub(crate) struct Types {
    declarations: std::collections::BTreeMap<String, String>,
}

#[cfg(feature = "typescript")]
impl Types {
    fn add<T: ts_rs::TS + 'static + ?Sized>(&mut self) {
        struct Visit<'a>(&'a mut Types);
        impl ts_rs::TypeVisitor for Visit<'_> {
            fn visit<T: ts_rs::TS + 'static + ?Sized>(&mut self) {
                self.0.add::<T>();
            }
        }
        let config = ts_rs::Config::default();
        if T::output_path().is_none() {
            // A list, an option or a primitive: only what it is made of is declared.
            return T::visit_generics(&mut Visit(self));
        }
        let name = T::ident(&config);
        if self.declarations.contains_key(&name) {
            return;
        }
        self.declarations.insert(name, format!("export {}", T::decl(&config)));
        T::visit_dependencies(&mut Visit(self));
        T::visit_generics(&mut Visit(self));
    }

    fn text(&self, list: &str) -> String {
        let declarations: Vec<&str> = self.declarations.values().map(String::as_str).collect();
        let declarations = declarations
            .join("\n\n")
            .replace("Record<symbol, never>", "Record<string, never>");
        // A comment beside its field, not three lines above it.
        let declarations = declarations
            .replace("\n/**\n * ", "\n  /** ")
            .replace("\n */\n", " */ ")
            .replace(", }", ",\n}");
        format!("// Generated from crates/app by `make bless`. Do not edit.\n\n{declarations}\n\n{list}")
    }
}
