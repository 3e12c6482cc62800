//! JSON Schema of the case file.

use crate::rules::book;
use serde_json::{Value, json};

/// The JSON Schema (2020-12) of a case file, with every question of the built-in dictionary listed.
pub fn schema() -> Value {
    let dictionary = &book().dictionary;
    let facts: Vec<&str> = dictionary
        .facts()
        .filter(|fact| !fact.given)
        .map(|fact| fact.id.as_str())
        .collect();
    let tables: Vec<&str> = dictionary.tables().map(|table| table.id.as_str()).collect();
    let stages: Vec<&str> = case::Stage::ALL.iter().map(|stage| stage.id()).collect();
    let written = json!({ "description": "是/否写作 true/false；金额、数量、日期写成文字（“30余万”“2024年7月中旬”）；不清楚写“尚不清楚”。", "type": ["boolean", "integer", "string"] });
    let cells = json!({ "type": "object", "additionalProperties": written });
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "明辩案件文件",
        "type": "object",
        "required": ["format", "matter"],
        "additionalProperties": false,
        "properties": {
            "format": { "const": 1 },
            "matter": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "name": { "type": "string" }, "charge": { "type": "string" }, "stage": { "enum": stages }, "authority": { "type": "string" },
                    "docket": { "type": "string" }, "firm": { "type": "string" }, "lawyers": texts, "licences": texts,
                    "contact": { "type": "string" }, "police": { "type": "string" }, "procuratorate": { "type": "string" }, "court": { "type": "string" }, "entrusted_by": { "type": "string" },
                    "source": { "type": "string" }, "note": { "type": "string" }, "demo": { "type": "boolean" }
                }
            },
            "party": { "type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["id", "name"],
                "properties": { "id": { "type": "string" }, "name": { "type": "string" }, "kind": { "enum": ["person", "unit"] }, "client": { "type": "boolean" }, "role": { "type": "string" } }
            } },
            "entry": { "type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["path"],
                "properties": {
                    "actor": { "type": "string" },
                    "path": { "anyOf": [{ "enum": facts }, { "type": "string", "description": "表/行、表/行/列、表#complete，或者判断题的标识" }] },
                    "both": written, "alleged": written, "ours": written, "found": written,
                    "status": { "enum": ["proved", "disputed", "no_evidence"] }, "reason": { "type": "string" },
                    "cite": texts, "alleged_cite": texts, "ours_cite": texts, "note": { "type": "string" },
                    "review": { "enum": ["proposed", "accepted", "returned"] }, "returned": { "type": "string" },
                    "by": { "type": "string" }, "at": { "type": "string", "format": "date-time" },
                    "reviewed_by": { "type": "string" }, "reviewed_at": { "type": "string", "format": "date-time" }
                }
            } },
            "row": { "type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["table", "id"],
                "properties": {
                    "actor": { "type": "string" }, "table": { "enum": tables }, "id": { "type": "string" },
                    "both": cells, "alleged": cells, "ours": cells, "found": cells, "cite": texts, "reason": { "type": "string" }
                }
            } }
        }
    })
}
