"""What the cluster does: fees, contributions, goals, results, finance, surveys, bodies, its own words. Frozen."""

from typing import Any

STATEMENTS = [
    """CREATE TABLE "fee_level" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "network" TEXT NOT NULL CHECK (length("network") BETWEEN 1 AND 60),
    "category" TEXT NOT NULL,
    "size_class" TEXT NOT NULL,
    "employees_from" INTEGER CHECK ("employees_from" >= 0),
    "employees_to" INTEGER CHECK ("employees_to" >= 0),
    "amount" INTEGER NOT NULL CHECK ("amount" >= 0),
    "minutes" INTEGER CHECK ("minutes" >= 0),
    "from_year" INTEGER CHECK ("from_year" BETWEEN 1900 AND 2200),
    "to_year" INTEGER CHECK ("to_year" BETWEEN 1900 AND 2200),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    CHECK (employees_from IS NULL OR employees_to IS NULL OR employees_to >= employees_from),
    CHECK (from_year IS NULL OR to_year IS NULL OR to_year >= from_year)
) STRICT""",
    """CREATE TABLE "organisation_year" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "employees" INTEGER CHECK ("employees" >= 0),
    "turnover" INTEGER,
    "balance" INTEGER,
    "value_creation" INTEGER,
    "source" TEXT NOT NULL,
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 2000),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    CHECK (employees IS NOT NULL OR turnover IS NOT NULL OR balance IS NOT NULL OR value_creation IS NOT NULL)
) STRICT""",
    """CREATE UNIQUE INDEX "organisation_year_organisation_id_year"
    ON "organisation_year" ("organisation_id", "year")""",
    """CREATE INDEX "organisation_year_year" ON "organisation_year" ("year")""",
    """CREATE TABLE "year_rate" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "euro" INTEGER CHECK ("euro" >= 0),
    "hour_rate_cap" INTEGER CHECK ("hour_rate_cap" >= 0),
    "hours_cap" INTEGER CHECK ("hours_cap" >= 0),
    "source" TEXT NOT NULL CHECK (length("source") BETWEEN 0 AND 500)
) STRICT""",
    """CREATE UNIQUE INDEX "year_rate_year" ON "year_rate" ("year")""",
    """CREATE TABLE "alias" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('name', 'email')),
    "value" TEXT NOT NULL CHECK (length("value") BETWEEN 1 AND 300),
    "key" TEXT NOT NULL CHECK (length("key") BETWEEN 1 AND 1000),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id")
) STRICT""",
    """CREATE UNIQUE INDEX "alias_person_id_kind_key" ON "alias" ("person_id", "kind", "key")""",
    """CREATE INDEX "alias_kind_key" ON "alias" ("kind", "key")""",
    """CREATE TABLE "activity_template" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 100),
    "activity_name" TEXT NOT NULL CHECK (length("activity_name") BETWEEN 0 AND 300),
    "type" TEXT NOT NULL,
    "service_group" TEXT NOT NULL,
    "focus_area_id" INTEGER,
    "target_group" TEXT NOT NULL,
    "start_time" TEXT NOT NULL CHECK (length("start_time") BETWEEN 0 AND 5),
    "minutes" INTEGER CHECK ("minutes" >= 0),
    "venue" TEXT NOT NULL CHECK (length("venue") BETWEEN 0 AND 200),
    "municipality_code" TEXT NOT NULL CHECK (length("municipality_code") BETWEEN 0 AND 4),
    "online" INTEGER NOT NULL CHECK ("online" IN (0, 1)),
    "international" INTEGER NOT NULL CHECK ("international" IN (0, 1)),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "position" INTEGER NOT NULL,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id")
) STRICT""",
    """CREATE INDEX "activity_template_focus_area_id" ON "activity_template" ("focus_area_id")""",
    """CREATE TABLE "contribution" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "given_on" TEXT CHECK ("given_on" IS date("given_on")),
    "kind" TEXT NOT NULL CHECK ("kind" IN ('cash', 'hours', 'other')),
    "minutes" INTEGER CHECK ("minutes" >= 0),
    "rate" INTEGER CHECK ("rate" >= 0),
    "amount" INTEGER CHECK ("amount" >= 0),
    "focus_area_id" INTEGER,
    "project_id" INTEGER,
    "activity_id" INTEGER,
    "approved" INTEGER NOT NULL CHECK ("approved" IN (0, 1)),
    "document_ref" TEXT NOT NULL CHECK (length("document_ref") BETWEEN 0 AND 200),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 2000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 10000),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    FOREIGN KEY ("activity_id") REFERENCES "activity" ("id"),
    CHECK ((kind = 'hours') = (minutes IS NOT NULL)),
    CHECK ((kind = 'hours') = (amount IS NULL)),
    CHECK (kind = 'hours' OR rate IS NULL)
) STRICT""",
    """CREATE INDEX "contribution_focus_area_id" ON "contribution" ("focus_area_id")""",
    """CREATE INDEX "contribution_project_id" ON "contribution" ("project_id")""",
    """CREATE INDEX "contribution_activity_id" ON "contribution" ("activity_id")""",
    """CREATE INDEX "contribution_organisation_id_year" ON "contribution" ("organisation_id", "year")""",
    """CREATE INDEX "contribution_year_approved" ON "contribution" ("year", "approved")""",
    """CREATE TABLE "staff_time" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "staff_id" INTEGER NOT NULL,
    "worked_on" TEXT NOT NULL CHECK ("worked_on" IS date("worked_on")),
    "minutes" INTEGER NOT NULL CHECK ("minutes" >= 0 AND "minutes" <= 1440),
    "focus_area_id" INTEGER,
    "project_id" INTEGER,
    "activity_id" INTEGER,
    "organisation_id" INTEGER,
    "target_group" TEXT NOT NULL,
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 2000),
    "year" INTEGER NOT NULL,
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    FOREIGN KEY ("activity_id") REFERENCES "activity" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    CHECK (minutes > 0)
) STRICT""",
    """CREATE INDEX "staff_time_focus_area_id" ON "staff_time" ("focus_area_id")""",
    """CREATE INDEX "staff_time_project_id" ON "staff_time" ("project_id")""",
    """CREATE INDEX "staff_time_activity_id" ON "staff_time" ("activity_id")""",
    """CREATE INDEX "staff_time_organisation_id" ON "staff_time" ("organisation_id")""",
    """CREATE INDEX "staff_time_staff_id_worked_on" ON "staff_time" ("staff_id", "worked_on")""",
    """CREATE INDEX "staff_time_year_focus_area_id" ON "staff_time" ("year", "focus_area_id")""",
    """CREATE TABLE "goal" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('vision', 'main', 'sub', 'result')),
    "text_nb" TEXT NOT NULL CHECK (length("text_nb") BETWEEN 1 AND 1000),
    "text_en" TEXT NOT NULL CHECK (length("text_en") BETWEEN 0 AND 1000),
    "parent_id" INTEGER,
    "focus_area_id" INTEGER,
    "position" INTEGER NOT NULL,
    "from_year" INTEGER CHECK ("from_year" BETWEEN 1900 AND 2200),
    "to_year" INTEGER CHECK ("to_year" BETWEEN 1900 AND 2200),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 100000),
    FOREIGN KEY ("parent_id") REFERENCES "goal" ("id"),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id"),
    CHECK (parent_id IS NULL OR parent_id <> id),
    CHECK (from_year IS NULL OR to_year IS NULL OR to_year >= from_year)
) STRICT""",
    """CREATE INDEX "goal_parent_id" ON "goal" ("parent_id")""",
    """CREATE INDEX "goal_focus_area_id" ON "goal" ("focus_area_id")""",
    """CREATE TABLE "indicator" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "goal_id" INTEGER,
    "code" TEXT NOT NULL CHECK (length("code") BETWEEN 0 AND 20),
    "name_nb" TEXT NOT NULL CHECK (length("name_nb") BETWEEN 1 AND 300),
    "name_en" TEXT NOT NULL CHECK (length("name_en") BETWEEN 0 AND 300),
    "figure_key" TEXT NOT NULL CHECK (length("figure_key") BETWEEN 0 AND 20),
    "unit" TEXT NOT NULL,
    "direction" TEXT NOT NULL CHECK ("direction" IN ('up', 'down')),
    "baseline" INTEGER,
    "baseline_year" INTEGER CHECK ("baseline_year" BETWEEN 1900 AND 2200),
    "target" INTEGER,
    "target_year" INTEGER CHECK ("target_year" BETWEEN 1900 AND 2200),
    "position" INTEGER NOT NULL,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    FOREIGN KEY ("goal_id") REFERENCES "goal" ("id")
) STRICT""",
    """CREATE INDEX "indicator_goal_id" ON "indicator" ("goal_id")""",
    """CREATE TABLE "indicator_value" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "value" INTEGER NOT NULL,
    "note" TEXT NOT NULL CHECK (length("note") BETWEEN 0 AND 2000),
    FOREIGN KEY ("indicator_id") REFERENCES "indicator" ("id")
) STRICT""",
    """CREATE UNIQUE INDEX "indicator_value_indicator_id_year" ON "indicator_value" ("indicator_id", "year")""",
    """CREATE TABLE "finance_line" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "kind" TEXT NOT NULL CHECK ("kind" IN ('income', 'cost')),
    "category" TEXT NOT NULL CHECK (length("category") BETWEEN 1 AND 60),
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 0 AND 300),
    "focus_area_id" INTEGER,
    "budget" INTEGER,
    "actual" INTEGER,
    "is_public" INTEGER NOT NULL CHECK ("is_public" IN (0, 1)),
    "is_eligible" INTEGER NOT NULL CHECK ("is_eligible" IN (0, 1)),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 2000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id"),
    CHECK (kind = 'income' OR is_public = 0),
    CHECK (kind = 'cost' OR is_eligible = 0),
    CHECK (budget IS NOT NULL OR actual IS NOT NULL)
) STRICT""",
    """CREATE INDEX "finance_line_focus_area_id" ON "finance_line" ("focus_area_id")""",
    """CREATE INDEX "finance_line_year_kind_category" ON "finance_line" ("year", "kind", "category")""",
    """CREATE TABLE "result" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "happened_on" TEXT CHECK ("happened_on" IS date("happened_on")),
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL CHECK (length("title") BETWEEN 1 AND 300),
    "project_id" INTEGER,
    "count" INTEGER NOT NULL CHECK ("count" >= 0),
    "amount" INTEGER CHECK ("amount" >= 0),
    "attribution" TEXT NOT NULL CHECK ("attribution" IN ('decisive', 'contributing', 'none')),
    "evidence" TEXT NOT NULL CHECK (length("evidence") BETWEEN 0 AND 2000),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 100000),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id")
) STRICT""",
    """CREATE INDEX "result_project_id" ON "result" ("project_id")""",
    """CREATE INDEX "result_year_type" ON "result" ("year", "type")""",
    """CREATE TABLE "result_organisation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "result_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    FOREIGN KEY ("result_id") REFERENCES "result" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id")
) STRICT""",
    """CREATE INDEX "result_organisation_organisation_id" ON "result_organisation" ("organisation_id")""",
    """CREATE UNIQUE INDEX "result_organisation_result_id_organisation_id"
    ON "result_organisation" ("result_id", "organisation_id")""",
    """CREATE TABLE "media_item" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "published_on" TEXT NOT NULL CHECK ("published_on" IS date("published_on")),
    "channel" TEXT NOT NULL,
    "title" TEXT NOT NULL CHECK (length("title") BETWEEN 1 AND 500),
    "outlet" TEXT NOT NULL CHECK (length("outlet") BETWEEN 0 AND 200),
    "url" TEXT NOT NULL CHECK (length("url") BETWEEN 0 AND 2000),
    "international" INTEGER NOT NULL CHECK ("international" IN (0, 1)),
    "language" TEXT NOT NULL CHECK (length("language") BETWEEN 0 AND 10),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "year" INTEGER NOT NULL,
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 100000)
) STRICT""",
    """CREATE INDEX "media_item_year_channel" ON "media_item" ("year", "channel")""",
    """CREATE INDEX "media_item_archived_published_on" ON "media_item" ("archived", "published_on")""",
    """CREATE TABLE "survey" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 300),
    "sent_on" TEXT CHECK ("sent_on" IS date("sent_on")),
    "sent_to" INTEGER CHECK ("sent_to" >= 0),
    "responses" INTEGER CHECK ("responses" >= 0),
    "satisfaction" INTEGER CHECK ("satisfaction" >= 0),
    "scale_max" INTEGER NOT NULL CHECK ("scale_max" >= 0 AND "scale_max" <= 100),
    "question_set" TEXT NOT NULL CHECK (length("question_set") BETWEEN 0 AND 200),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 100000),
    CHECK (responses IS NULL OR sent_to IS NULL OR responses <= sent_to),
    CHECK (satisfaction IS NULL OR satisfaction BETWEEN 100 AND scale_max * 100)
) STRICT""",
    """CREATE INDEX "survey_year" ON "survey" ("year")""",
    """CREATE TABLE "governance_body" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
    "kind" TEXT NOT NULL CHECK ("kind" IN ('board', 'steering', 'working_group')),
    "focus_area_id" INTEGER,
    "from_on" TEXT CHECK ("from_on" IS date("from_on")),
    "to_on" TEXT CHECK ("to_on" IS date("to_on")),
    "position" INTEGER NOT NULL,
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 100000),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id"),
    CHECK (from_on IS NULL OR to_on IS NULL OR to_on >= from_on)
) STRICT""",
    """CREATE INDEX "governance_body_focus_area_id" ON "governance_body" ("focus_area_id")""",
    """CREATE TABLE "governance_member" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "body_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "organisation_id" INTEGER,
    "role" TEXT NOT NULL,
    "from_on" TEXT CHECK ("from_on" IS date("from_on")),
    "to_on" TEXT CHECK ("to_on" IS date("to_on")),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 2000),
    FOREIGN KEY ("body_id") REFERENCES "governance_body" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    CHECK (person_id IS NOT NULL OR organisation_id IS NOT NULL),
    CHECK (from_on IS NULL OR to_on IS NULL OR to_on >= from_on)
) STRICT""",
    """CREATE INDEX "governance_member_body_id" ON "governance_member" ("body_id")""",
    """CREATE INDEX "governance_member_person_id" ON "governance_member" ("person_id")""",
    """CREATE INDEX "governance_member_organisation_id" ON "governance_member" ("organisation_id")""",
    """CREATE TABLE "external_relation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 0 AND 300),
    "country_code" TEXT NOT NULL CHECK (length("country_code") BETWEEN 0 AND 2),
    "from_on" TEXT CHECK ("from_on" IS date("from_on")),
    "to_on" TEXT CHECK ("to_on" IS date("to_on")),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 100000),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    CHECK (from_on IS NULL OR to_on IS NULL OR to_on >= from_on)
) STRICT""",
    """CREATE INDEX "external_relation_organisation_id" ON "external_relation" ("organisation_id")""",
    """CREATE TABLE "aid_record" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "granted_on" TEXT NOT NULL CHECK ("granted_on" IS date("granted_on")),
    "basis" TEXT NOT NULL CHECK ("basis" IN ('de_minimis', 'gber', 'none')),
    "amount" INTEGER NOT NULL CHECK ("amount" >= 0),
    "amount_euro" INTEGER CHECK ("amount_euro" >= 0),
    "purpose" TEXT NOT NULL CHECK (length("purpose") BETWEEN 0 AND 500),
    "project_id" INTEGER,
    "declaration_on" TEXT CHECK ("declaration_on" IS date("declaration_on")),
    "document_ref" TEXT NOT NULL CHECK (length("document_ref") BETWEEN 0 AND 200),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 2000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id")
) STRICT""",
    """CREATE INDEX "aid_record_project_id" ON "aid_record" ("project_id")""",
    """CREATE INDEX "aid_record_organisation_id_granted_on" ON "aid_record" ("organisation_id", "granted_on")""",
    """CREATE TABLE "cluster_label" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL CHECK (length("scheme") BETWEEN 1 AND 60),
    "level" TEXT NOT NULL CHECK (length("level") BETWEEN 0 AND 60),
    "awarded_on" TEXT NOT NULL CHECK ("awarded_on" IS date("awarded_on")),
    "valid_to" TEXT CHECK ("valid_to" IS date("valid_to")),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 2000),
    CHECK (valid_to IS NULL OR valid_to >= awarded_on)
) STRICT""",
    """CREATE TABLE "code_term" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "list" TEXT NOT NULL CHECK (length("list") BETWEEN 1 AND 60),
    "code" TEXT NOT NULL CHECK (length("code") BETWEEN 1 AND 60),
    "label_nb" TEXT NOT NULL CHECK (length("label_nb") BETWEEN 1 AND 200),
    "label_en" TEXT NOT NULL CHECK (length("label_en") BETWEEN 1 AND 200),
    "synonyms" TEXT NOT NULL CHECK (length("synonyms") BETWEEN 0 AND 2000),
    "position" INTEGER,
    "from_year" INTEGER CHECK ("from_year" BETWEEN 1900 AND 2200),
    "to_year" INTEGER CHECK ("to_year" BETWEEN 1900 AND 2200),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    CHECK (from_year IS NULL OR to_year IS NULL OR to_year >= from_year)
) STRICT""",
    """CREATE UNIQUE INDEX "code_term_from_year"
    ON "code_term" ("list", "code", "from_year") WHERE from_year IS NOT NULL""",
    """CREATE UNIQUE INDEX "code_term_from_the_beginning" ON "code_term" ("list", "code") WHERE from_year IS NULL""",
    """CREATE TABLE "renamed_term" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "term" TEXT NOT NULL CHECK (length("term") BETWEEN 1 AND 60),
    "language" TEXT NOT NULL CHECK ("language" IN ('nb', 'en')),
    "one" TEXT NOT NULL CHECK (length("one") BETWEEN 0 AND 100),
    "many" TEXT NOT NULL CHECK (length("many") BETWEEN 0 AND 100),
    "the_one" TEXT NOT NULL CHECK (length("the_one") BETWEEN 0 AND 100),
    "the_many" TEXT NOT NULL CHECK (length("the_many") BETWEEN 0 AND 100)
) STRICT""",
    """CREATE UNIQUE INDEX "renamed_term_term_language" ON "renamed_term" ("term", "language")""",
    """CREATE TABLE "own_figure" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "key" TEXT NOT NULL CHECK (length("key") BETWEEN 1 AND 20),
    "name_nb" TEXT NOT NULL CHECK (length("name_nb") BETWEEN 1 AND 300),
    "name_en" TEXT NOT NULL CHECK (length("name_en") BETWEEN 0 AND 300),
    "about" TEXT NOT NULL CHECK (length("about") BETWEEN 1 AND 60),
    "measure" TEXT NOT NULL CHECK ("measure" IN ('count', 'people', 'organisations', 'sum')),
    "field" TEXT NOT NULL CHECK (length("field") BETWEEN 0 AND 60),
    "conditions" TEXT NOT NULL CHECK (length("conditions") BETWEEN 0 AND 20000),
    "unit" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1))
) STRICT""",
    """CREATE UNIQUE INDEX "own_figure_key" ON "own_figure" ("key")""",
    """CREATE TABLE "figure_wording" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "key" TEXT NOT NULL CHECK (length("key") BETWEEN 1 AND 20),
    "name_nb" TEXT NOT NULL CHECK (length("name_nb") BETWEEN 0 AND 300),
    "name_en" TEXT NOT NULL CHECK (length("name_en") BETWEEN 0 AND 300),
    "position" INTEGER,
    "hidden" INTEGER NOT NULL CHECK ("hidden" IN (0, 1))
) STRICT""",
    """CREATE UNIQUE INDEX "figure_wording_key" ON "figure_wording" ("key")""",
    """CREATE TABLE "figure_comment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "key" TEXT NOT NULL CHECK (length("key") BETWEEN 1 AND 20),
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "text" TEXT NOT NULL CHECK (length("text") BETWEEN 0 AND 20000)
) STRICT""",
    """CREATE UNIQUE INDEX "figure_comment_key_year" ON "figure_comment" ("key", "year")""",
    # Added in place: nothing is rebuilt (RELIABILITY.md findings B and C).
    """ALTER TABLE "membership" ADD COLUMN
    "agreed_to" TEXT CHECK ("agreed_to" IS date("agreed_to"))""",
    """ALTER TABLE "membership" ADD COLUMN
    "notice_by" TEXT CHECK ("notice_by" IS date("notice_by"))""",
    """ALTER TABLE "membership_fee" ADD COLUMN
    "due_on" TEXT CHECK ("due_on" IS date("due_on"))""",
    """ALTER TABLE "membership_fee" ADD COLUMN
    "reference" TEXT NOT NULL DEFAULT '' CHECK (length("reference") BETWEEN 0 AND 50)""",
    """ALTER TABLE "membership_fee" ADD COLUMN
    "notes" TEXT NOT NULL DEFAULT '' CHECK (length("notes") BETWEEN 0 AND 2000)""",
    """ALTER TABLE "task" ADD COLUMN
    "membership_id" INTEGER REFERENCES "membership" ("id")""",
    """ALTER TABLE "project" ADD COLUMN
    "stage_on" TEXT CHECK ("stage_on" IS date("stage_on"))""",
    """ALTER TABLE "project" ADD COLUMN
    "funder_reference" TEXT NOT NULL DEFAULT '' CHECK (length("funder_reference") BETWEEN 0 AND 100)""",
    """ALTER TABLE "report_run" ADD COLUMN
    "chained" TEXT NOT NULL DEFAULT '' CHECK (length("chained") BETWEEN 0 AND 64)""",
    """ALTER TABLE "report_run" ADD COLUMN
    "from_on" TEXT CHECK ("from_on" IS date("from_on"))""",
    """ALTER TABLE "report_run" ADD COLUMN
    "to_on" TEXT CHECK ("to_on" IS date("to_on"))""",
    """CREATE INDEX "task_membership_id" ON "task" ("membership_id") WHERE membership_id IS NOT NULL""",
    # Tags and files hang on more kinds now. A CHECK cannot be altered; nothing refers to these tables, so they are
    # copied, and the copy goes on counting where the table was: an id never comes twice.
    """CREATE TABLE "tagging_new" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "organisation_id" INTEGER,
    "interaction_id" INTEGER,
    "task_id" INTEGER,
    "project_id" INTEGER,
    "activity_id" INTEGER,
    "contribution_id" INTEGER,
    "result_id" INTEGER,
    "media_item_id" INTEGER,
    "goal_id" INTEGER,
    "governance_body_id" INTEGER,
    "external_relation_id" INTEGER,
    FOREIGN KEY ("tag_id") REFERENCES "tag" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("interaction_id") REFERENCES "interaction" ("id"),
    FOREIGN KEY ("task_id") REFERENCES "task" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    FOREIGN KEY ("activity_id") REFERENCES "activity" ("id"),
    FOREIGN KEY ("contribution_id") REFERENCES "contribution" ("id"),
    FOREIGN KEY ("result_id") REFERENCES "result" ("id"),
    FOREIGN KEY ("media_item_id") REFERENCES "media_item" ("id"),
    FOREIGN KEY ("goal_id") REFERENCES "goal" ("id"),
    FOREIGN KEY ("governance_body_id") REFERENCES "governance_body" ("id"),
    FOREIGN KEY ("external_relation_id") REFERENCES "external_relation" ("id"),
    CHECK ((person_id IS NOT NULL) + (organisation_id IS NOT NULL) + (interaction_id IS NOT NULL)
        + (task_id IS NOT NULL) + (project_id IS NOT NULL) + (activity_id IS NOT NULL)
        + (contribution_id IS NOT NULL) + (result_id IS NOT NULL) + (media_item_id IS NOT NULL)
        + (goal_id IS NOT NULL) + (governance_body_id IS NOT NULL)
        + (external_relation_id IS NOT NULL) = 1)
) STRICT""",
    """INSERT INTO tagging_new (id, version, tag_id, person_id, organisation_id, interaction_id, task_id,
        project_id, activity_id)
    SELECT id, version, tag_id, person_id, organisation_id, interaction_id, task_id,
        project_id, activity_id
    FROM tagging""",
    "DELETE FROM sqlite_sequence WHERE name = 'tagging_new'",
    """INSERT INTO sqlite_sequence (name, seq)
    SELECT 'tagging_new', seq FROM sqlite_sequence WHERE name = 'tagging'""",
    "DROP TABLE tagging",
    "ALTER TABLE tagging_new RENAME TO tagging",
    """CREATE INDEX "tagging_tag_id" ON "tagging" ("tag_id")""",
    """CREATE UNIQUE INDEX "tagging_person_once" ON "tagging" ("person_id", "tag_id") WHERE person_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_organisation_once"
    ON "tagging" ("organisation_id", "tag_id") WHERE organisation_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_interaction_once"
    ON "tagging" ("interaction_id", "tag_id") WHERE interaction_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_task_once" ON "tagging" ("task_id", "tag_id") WHERE task_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_project_once"
    ON "tagging" ("project_id", "tag_id") WHERE project_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_activity_once"
    ON "tagging" ("activity_id", "tag_id") WHERE activity_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_contribution_once"
    ON "tagging" ("contribution_id", "tag_id") WHERE contribution_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_result_once" ON "tagging" ("result_id", "tag_id") WHERE result_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_media_item_once"
    ON "tagging" ("media_item_id", "tag_id") WHERE media_item_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_goal_once" ON "tagging" ("goal_id", "tag_id") WHERE goal_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_governance_body_once"
    ON "tagging" ("governance_body_id", "tag_id") WHERE governance_body_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_external_relation_once"
    ON "tagging" ("external_relation_id", "tag_id") WHERE external_relation_id IS NOT NULL""",
    """CREATE TABLE "attachment_new" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "interaction_id" INTEGER,
    "person_id" INTEGER,
    "organisation_id" INTEGER,
    "project_id" INTEGER,
    "activity_id" INTEGER,
    "membership_id" INTEGER,
    "contribution_id" INTEGER,
    "result_id" INTEGER,
    "media_item_id" INTEGER,
    "survey_id" INTEGER,
    "governance_body_id" INTEGER,
    "external_relation_id" INTEGER,
    "aid_record_id" INTEGER,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 255),
    "sha256" TEXT NOT NULL CHECK (length("sha256") BETWEEN 1 AND 64),
    "size" INTEGER NOT NULL CHECK ("size" >= 0),
    "added_at" TEXT NOT NULL CHECK (length("added_at") BETWEEN 0 AND 32),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 1000),
    FOREIGN KEY ("interaction_id") REFERENCES "interaction" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    FOREIGN KEY ("activity_id") REFERENCES "activity" ("id"),
    FOREIGN KEY ("membership_id") REFERENCES "membership" ("id"),
    FOREIGN KEY ("contribution_id") REFERENCES "contribution" ("id"),
    FOREIGN KEY ("result_id") REFERENCES "result" ("id"),
    FOREIGN KEY ("media_item_id") REFERENCES "media_item" ("id"),
    FOREIGN KEY ("survey_id") REFERENCES "survey" ("id"),
    FOREIGN KEY ("governance_body_id") REFERENCES "governance_body" ("id"),
    FOREIGN KEY ("external_relation_id") REFERENCES "external_relation" ("id"),
    FOREIGN KEY ("aid_record_id") REFERENCES "aid_record" ("id"),
    CHECK ((interaction_id IS NOT NULL) + (person_id IS NOT NULL) + (organisation_id IS NOT NULL)
        + (project_id IS NOT NULL) + (activity_id IS NOT NULL) + (membership_id IS NOT NULL)
        + (contribution_id IS NOT NULL) + (result_id IS NOT NULL) + (media_item_id IS NOT NULL)
        + (survey_id IS NOT NULL) + (governance_body_id IS NOT NULL)
        + (external_relation_id IS NOT NULL) + (aid_record_id IS NOT NULL) = 1),
    CHECK (length(sha256) = 64)
) STRICT""",
    """INSERT INTO attachment_new (id, version, interaction_id, person_id, organisation_id, project_id, activity_id,
        name, sha256, size, added_at, archived, search_text)
    SELECT id, version, interaction_id, person_id, organisation_id, project_id, activity_id,
        name, sha256, size, added_at, archived, search_text
    FROM attachment""",
    "DELETE FROM sqlite_sequence WHERE name = 'attachment_new'",
    """INSERT INTO sqlite_sequence (name, seq)
    SELECT 'attachment_new', seq FROM sqlite_sequence WHERE name = 'attachment'""",
    "DROP TABLE attachment",
    "ALTER TABLE attachment_new RENAME TO attachment",
    """CREATE INDEX "attachment_interaction_id" ON "attachment" ("interaction_id")""",
    """CREATE INDEX "attachment_person_id" ON "attachment" ("person_id")""",
    """CREATE INDEX "attachment_organisation_id" ON "attachment" ("organisation_id")""",
    """CREATE INDEX "attachment_project_id" ON "attachment" ("project_id")""",
    """CREATE INDEX "attachment_activity_id" ON "attachment" ("activity_id")""",
    """CREATE INDEX "attachment_sha256" ON "attachment" ("sha256")""",
    """CREATE INDEX "attachment_membership_id" ON "attachment" ("membership_id") WHERE membership_id IS NOT NULL""",
    """CREATE INDEX "attachment_contribution_id"
    ON "attachment" ("contribution_id") WHERE contribution_id IS NOT NULL""",
    """CREATE INDEX "attachment_result_id" ON "attachment" ("result_id") WHERE result_id IS NOT NULL""",
    """CREATE INDEX "attachment_media_item_id" ON "attachment" ("media_item_id") WHERE media_item_id IS NOT NULL""",
    """CREATE INDEX "attachment_survey_id" ON "attachment" ("survey_id") WHERE survey_id IS NOT NULL""",
    """CREATE INDEX "attachment_governance_body_id"
    ON "attachment" ("governance_body_id") WHERE governance_body_id IS NOT NULL""",
    """CREATE INDEX "attachment_external_relation_id"
    ON "attachment" ("external_relation_id") WHERE external_relation_id IS NOT NULL""",
    """CREATE INDEX "attachment_aid_record_id" ON "attachment" ("aid_record_id") WHERE aid_record_id IS NOT NULL""",
    # The search index of what is found by words (crm.store.search).
    """CREATE VIRTUAL TABLE contribution_words USING fts5(
    search_text, content='contribution', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE contribution_grams USING fts5(
    search_text, content='contribution', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE goal_words USING fts5(
    search_text, content='goal', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE goal_grams USING fts5(
    search_text, content='goal', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE result_words USING fts5(
    search_text, content='result', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE result_grams USING fts5(
    search_text, content='result', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE media_item_words USING fts5(
    search_text, content='media_item', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE media_item_grams USING fts5(
    search_text, content='media_item', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE survey_words USING fts5(
    search_text, content='survey', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE survey_grams USING fts5(
    search_text, content='survey', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE governance_body_words USING fts5(
    search_text, content='governance_body', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE governance_body_grams USING fts5(
    search_text, content='governance_body', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE external_relation_words USING fts5(
    search_text, content='external_relation', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE external_relation_grams USING fts5(
    search_text, content='external_relation', content_rowid='id', tokenize='trigram')""",
]


def up(_migrator: Any, db: Any) -> None:
    """Make the new tables, add the new columns, let tags and files hang on the new kinds."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
