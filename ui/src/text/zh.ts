// The Chinese catalogue, in which the product is written. Each screen keeps its own words beside it; here they come together.
import { chargesZh } from "../screens/charges/text";
import { versionsZh } from "../screens/charges/versions-text";
import { chartsZh } from "../screens/charts/text";
import { archiveZh } from "../screens/archive/text";
import { binZh } from "../screens/bin/text";
import { logZh } from "../screens/log/text";
import { strategyZh } from "../screens/strategy/text";
import { whatifZh } from "../screens/whatif/text";
import { sentenceZh } from "../screens/sentence/text";
import { calendarZh } from "../screens/calendar/text";
import { deadlinesZh } from "../screens/deadlines/text";
import { tasksZh } from "../screens/tasks/text";
import { rulesZh } from "../screens/rules/text";
import { casesZh } from "../screens/cases/text";
import { documentsZh } from "../screens/documents/text";
import { evidenceZh } from "../screens/evidence/text";
import { factsZh } from "../screens/facts/text";
import { fileZh } from "../screens/file/text";
import { statementsZh } from "../screens/statements/text";
import { matterZh } from "../screens/matter/text";
import { matrixZh } from "../screens/matrix/text";
import { overviewZh } from "../screens/overview/text";
import { peopleZh } from "../screens/people/text";
import { reviewZh } from "../screens/review/text";
import { searchZh } from "../screens/search/text";
import { settingsZh } from "../screens/settings/text";
import { vaultZh } from "../screens/vault/text";
import { frameZh } from "../frame/text";
import { partsZh } from "../parts/text";
import { pdfZh } from "../parts/pdf/text";

export const zh = {
  app: "明辩",
  parts: partsZh,
  pdf: pdfZh,
  frame: frameZh,
  vault: vaultZh,
  cases: casesZh,
  overview: overviewZh,
  facts: factsZh,
  evidence: evidenceZh,
  statements: statementsZh,
  matrix: matrixZh,
  file: fileZh,
  matter: matterZh,
  people: peopleZh,
  review: reviewZh,
  search: searchZh,
  documents: documentsZh,
  settings: settingsZh,
  archive: archiveZh,
  bin: binZh,
  log: logZh,
  charges: chargesZh,
  versions: versionsZh,
  charts: chartsZh,
  strategy: strategyZh,
  whatif: whatifZh,
  sentence: sentenceZh,
  calendar: calendarZh,
  deadlines: deadlinesZh,
  tasks: tasksZh,
  rules: rulesZh,
};
