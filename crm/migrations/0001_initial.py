"""The first schema. Frozen: what a file looks like after this never changes, whatever the records become."""

from typing import Any

STATEMENTS = [
    # The journal (crm.store.journal): steps, what they changed, and the one that is open.
    """CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    args TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'take_back')),
    target INTEGER REFERENCES step (id),
    staff INTEGER,
    origin TEXT NOT NULL CHECK (origin IN ('window', 'import', 'command_line')),
    at TEXT NOT NULL,
    schema INTEGER NOT NULL,
    first_change INTEGER,
    last_change INTEGER,
    undone_by INTEGER REFERENCES step (id)
) STRICT""",
    "CREATE INDEX step_undone_by ON step (undone_by) WHERE undone_by IS NOT NULL",
    "CREATE INDEX step_target ON step (target) WHERE target IS NOT NULL",
    """CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES step (id),
    "table" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT""",
    """CREATE INDEX change_table_row ON change ("table", "row")""",
    # What the arrays in `before` and `after` hold, for each schema the file has had.
    """CREATE TABLE shape (
    schema INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (schema, "table")
) STRICT, WITHOUT ROWID""",
    "CREATE TABLE open_step (id INTEGER NOT NULL REFERENCES step (id)) STRICT",
    # The records.
    """CREATE TABLE "person" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "first_name" TEXT NOT NULL CHECK (length("first_name") BETWEEN 0 AND 100),
    "last_name" TEXT NOT NULL CHECK (length("last_name") BETWEEN 0 AND 100),
    "gender" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "lawful_basis" TEXT NOT NULL,
    "source" TEXT NOT NULL CHECK (length("source") BETWEEN 0 AND 200),
    "import_batch" INTEGER,
    "informed_on" TEXT CHECK ("informed_on" IS date("informed_on")),
    "objected_on" TEXT CHECK ("objected_on" IS date("objected_on")),
    "status" TEXT NOT NULL,
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "name_key" TEXT NOT NULL CHECK (length("name_key") BETWEEN 0 AND 1000),
    "sort_key" TEXT NOT NULL CHECK (length("sort_key") BETWEEN 0 AND 4000),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 4000),
    CHECK (first_name <> '' OR last_name <> '')
) STRICT""",
    """CREATE INDEX "person_name_key" ON "person" ("name_key")""",
    """CREATE INDEX "person_archived_sort_key" ON "person" ("archived", "sort_key")""",
    """CREATE TABLE "organisation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
    "short_name" TEXT NOT NULL CHECK (length("short_name") BETWEEN 0 AND 60),
    "org_number" TEXT NOT NULL CHECK (length("org_number") BETWEEN 0 AND 9),
    "country_code" TEXT NOT NULL CHECK (length("country_code") BETWEEN 0 AND 2),
    "legal_form" TEXT NOT NULL CHECK (length("legal_form") BETWEEN 0 AND 5),
    "helix_sector" TEXT NOT NULL,
    "segment" TEXT NOT NULL,
    "nace_code" TEXT NOT NULL CHECK (length("nace_code") BETWEEN 0 AND 6),
    "nace_version" TEXT NOT NULL CHECK (length("nace_version") BETWEEN 0 AND 6),
    "employees" INTEGER CHECK ("employees" >= 0),
    "employees_on" TEXT CHECK ("employees_on" IS date("employees_on")),
    "employees_source" TEXT NOT NULL CHECK (length("employees_source") BETWEEN 0 AND 10),
    "turnover" INTEGER,
    "balance" INTEGER,
    "accounts_year" INTEGER,
    "in_group" INTEGER CHECK ("in_group" IN (0, 1)),
    "size_class" TEXT NOT NULL,
    "size_basis" TEXT NOT NULL CHECK (length("size_basis") BETWEEN 0 AND 20),
    "founded_on" TEXT CHECK ("founded_on" IS date("founded_on")),
    "street" TEXT NOT NULL CHECK (length("street") BETWEEN 0 AND 200),
    "postal_code" TEXT NOT NULL CHECK (length("postal_code") BETWEEN 0 AND 10),
    "city" TEXT NOT NULL CHECK (length("city") BETWEEN 0 AND 100),
    "municipality_code" TEXT NOT NULL CHECK (length("municipality_code") BETWEEN 0 AND 4),
    "register_status" TEXT NOT NULL,
    "register_checked_on" TEXT CHECK ("register_checked_on" IS date("register_checked_on")),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "name_key" TEXT NOT NULL CHECK (length("name_key") BETWEEN 0 AND 1000),
    "sort_key" TEXT NOT NULL CHECK (length("sort_key") BETWEEN 0 AND 4000),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 4000)
) STRICT""",
    """CREATE INDEX "organisation_name_key" ON "organisation" ("name_key")""",
    """CREATE INDEX "organisation_archived_sort_key" ON "organisation" ("archived", "sort_key")""",
    """CREATE UNIQUE INDEX "organisation_org_number"
    ON "organisation" ("org_number") WHERE org_number <> '' AND archived = 0""",
    """CREATE TABLE "contact_point" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "person_id" INTEGER,
    "organisation_id" INTEGER,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('email', 'phone', 'link')),
    "label" TEXT NOT NULL,
    "value" TEXT NOT NULL CHECK (length("value") BETWEEN 1 AND 500),
    "normalised" TEXT NOT NULL CHECK (length("normalised") BETWEEN 1 AND 500),
    "is_primary" INTEGER NOT NULL CHECK ("is_primary" IN (0, 1)),
    "retired_on" TEXT CHECK ("retired_on" IS date("retired_on")),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 2000),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    CHECK ((person_id IS NULL) <> (organisation_id IS NULL))
) STRICT""",
    """CREATE INDEX "contact_point_person_id" ON "contact_point" ("person_id")""",
    """CREATE INDEX "contact_point_organisation_id" ON "contact_point" ("organisation_id")""",
    """CREATE INDEX "contact_point_kind_normalised" ON "contact_point" ("kind", "normalised")""",
    """CREATE UNIQUE INDEX "contact_point_one_primary_person"
    ON "contact_point" ("person_id", "kind") WHERE is_primary = 1 AND person_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "contact_point_one_primary_organisation"
    ON "contact_point" ("organisation_id", "kind") WHERE is_primary = 1 AND organisation_id IS NOT NULL""",
    """CREATE TABLE "focus_area" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "code" TEXT NOT NULL CHECK (length("code") BETWEEN 1 AND 20),
    "name_nb" TEXT NOT NULL CHECK (length("name_nb") BETWEEN 1 AND 200),
    "name_en" TEXT NOT NULL CHECK (length("name_en") BETWEEN 1 AND 200),
    "parent_id" INTEGER,
    "place" INTEGER NOT NULL,
    "active_from_year" INTEGER,
    "active_to_year" INTEGER,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    FOREIGN KEY ("parent_id") REFERENCES "focus_area" ("id")
) STRICT""",
    """CREATE UNIQUE INDEX "focus_area_code" ON "focus_area" ("code")""",
    """CREATE INDEX "focus_area_parent_id" ON "focus_area" ("parent_id")""",
    """CREATE TABLE "import_batch" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL CHECK (length("file_name") BETWEEN 0 AND 255),
    "sha256" TEXT NOT NULL CHECK (length("sha256") BETWEEN 0 AND 64),
    "format" TEXT NOT NULL CHECK (length("format") BETWEEN 0 AND 20),
    "encoding" TEXT NOT NULL CHECK (length("encoding") BETWEEN 0 AND 20),
    "sheet" TEXT NOT NULL CHECK (length("sheet") BETWEEN 0 AND 255),
    "header_row" INTEGER CHECK ("header_row" >= 0),
    "mapping" TEXT NOT NULL CHECK (length("mapping") BETWEEN 0 AND 100000),
    "rows" INTEGER NOT NULL CHECK ("rows" >= 0),
    "new" INTEGER NOT NULL CHECK ("new" >= 0),
    "changed" INTEGER NOT NULL CHECK ("changed" >= 0),
    "same" INTEGER NOT NULL CHECK ("same" >= 0),
    "rejected" INTEGER NOT NULL CHECK ("rejected" >= 0),
    "questions" INTEGER NOT NULL CHECK ("questions" >= 0),
    "step" INTEGER,
    "staff" INTEGER,
    "at" TEXT NOT NULL CHECK (length("at") BETWEEN 0 AND 32)
) STRICT""",
    """CREATE INDEX "import_batch_step" ON "import_batch" ("step")""",
    """CREATE TABLE "import_row" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "row" INTEGER NOT NULL CHECK ("row" >= 0),
    "action" TEXT NOT NULL,
    "reason" TEXT NOT NULL CHECK (length("reason") BETWEEN 0 AND 1000),
    "cells" TEXT NOT NULL CHECK (length("cells") BETWEEN 0 AND 1000000),
    "person" INTEGER,
    "organisation" INTEGER,
    FOREIGN KEY ("batch_id") REFERENCES "import_batch" ("id")
) STRICT""",
    """CREATE INDEX "import_row_batch_id" ON "import_row" ("batch_id")""",
    """CREATE TABLE "staff" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
    "initials" TEXT NOT NULL CHECK (length("initials") BETWEEN 0 AND 10),
    "email" TEXT NOT NULL CHECK (length("email") BETWEEN 0 AND 254),
    "role" TEXT NOT NULL,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1))
) STRICT""",
    """CREATE TABLE "interaction" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL CHECK ("status" IN ('planned', 'done', 'cancelled')),
    "held_on" TEXT NOT NULL CHECK ("held_on" IS date("held_on")),
    "start_time" TEXT NOT NULL CHECK (length("start_time") BETWEEN 0 AND 5),
    "minutes" INTEGER CHECK ("minutes" >= 0 AND "minutes" <= 20160),
    "place" TEXT NOT NULL CHECK (length("place") BETWEEN 0 AND 200),
    "subject" TEXT NOT NULL CHECK (length("subject") BETWEEN 1 AND 300),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 100000),
    "focus_area_id" INTEGER,
    "responsible_id" INTEGER,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "year" INTEGER NOT NULL,
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 400000),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id"),
    FOREIGN KEY ("responsible_id") REFERENCES "staff" ("id"),
    CHECK (start_time = '' OR start_time GLOB '[0-2][0-9]:[0-5][0-9]')
) STRICT""",
    """CREATE INDEX "interaction_focus_area_id" ON "interaction" ("focus_area_id")""",
    """CREATE INDEX "interaction_responsible_id" ON "interaction" ("responsible_id")""",
    """CREATE INDEX "interaction_year_status_type_held_on" ON "interaction" ("year", "status", "type", "held_on")""",
    """CREATE INDEX "interaction_archived_held_on_start_time" ON "interaction" ("archived", "held_on", "start_time")""",
    """CREATE TABLE "interaction_participant" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "interaction_id" INTEGER NOT NULL,
    "organisation_id" INTEGER,
    "person_id" INTEGER,
    FOREIGN KEY ("interaction_id") REFERENCES "interaction" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    CHECK (person_id IS NOT NULL OR organisation_id IS NOT NULL)
) STRICT""",
    """CREATE INDEX "interaction_participant_person_id" ON "interaction_participant" ("person_id")""",
    """CREATE INDEX "interaction_participant_interaction_id_organisation_id_person_id"
    ON "interaction_participant" ("interaction_id", "organisation_id", "person_id")""",
    """CREATE INDEX "interaction_participant_organisation_id_interaction_id"
    ON "interaction_participant" ("organisation_id", "interaction_id")""",
    """CREATE UNIQUE INDEX "participant_person_once"
    ON "interaction_participant" ("interaction_id", "person_id") WHERE person_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "participant_organisation_once"
    ON "interaction_participant" ("interaction_id", "organisation_id") WHERE person_id IS NULL""",
    """CREATE TABLE "membership" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "network" TEXT NOT NULL CHECK (length("network") BETWEEN 1 AND 60),
    "category" TEXT NOT NULL,
    "joined_on" TEXT NOT NULL CHECK ("joined_on" IS date("joined_on")),
    "left_on" TEXT CHECK ("left_on" IS date("left_on")),
    "leave_reason" TEXT NOT NULL,
    "agreement_signed_on" TEXT CHECK ("agreement_signed_on" IS date("agreement_signed_on")),
    "pledged_cash" INTEGER CHECK ("pledged_cash" >= 0),
    "pledged_minutes" INTEGER CHECK ("pledged_minutes" >= 0),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    CHECK (left_on IS NULL OR left_on >= joined_on)
) STRICT""",
    """CREATE INDEX "membership_organisation_id" ON "membership" ("organisation_id")""",
    """CREATE TABLE "membership_fee" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "membership_id" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "amount" INTEGER NOT NULL CHECK ("amount" >= 0),
    "invoiced_on" TEXT CHECK ("invoiced_on" IS date("invoiced_on")),
    "paid_on" TEXT CHECK ("paid_on" IS date("paid_on")),
    FOREIGN KEY ("membership_id") REFERENCES "membership" ("id")
) STRICT""",
    """CREATE UNIQUE INDEX "membership_fee_membership_id_year" ON "membership_fee" ("membership_id", "year")""",
    """CREATE TABLE "position" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL CHECK (length("title") BETWEEN 0 AND 200),
    "role" TEXT NOT NULL,
    "is_primary" INTEGER NOT NULL CHECK ("is_primary" IN (0, 1)),
    "from_on" TEXT CHECK ("from_on" IS date("from_on")),
    "to_on" TEXT CHECK ("to_on" IS date("to_on")),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    CHECK (from_on IS NULL OR to_on IS NULL OR to_on >= from_on)
) STRICT""",
    """CREATE INDEX "position_person_id" ON "position" ("person_id")""",
    """CREATE INDEX "position_organisation_id" ON "position" ("organisation_id")""",
    """CREATE UNIQUE INDEX "position_one_primary" ON "position" ("person_id") WHERE is_primary = 1 AND to_on IS NULL""",
    """CREATE TABLE "report_run" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1900 AND 2200),
    "at" TEXT NOT NULL CHECK (length("at") BETWEEN 0 AND 32),
    "staff" INTEGER,
    "program_version" TEXT NOT NULL CHECK (length("program_version") BETWEEN 0 AND 20),
    "sha256" TEXT NOT NULL CHECK (length("sha256") BETWEEN 1 AND 64),
    "snapshot" TEXT NOT NULL CHECK (length("snapshot") BETWEEN 0 AND 200000000),
    "locked" INTEGER NOT NULL CHECK ("locked" IN (0, 1)),
    "file_name" TEXT NOT NULL CHECK (length("file_name") BETWEEN 0 AND 255)
) STRICT""",
    """CREATE TABLE "setting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "key" TEXT NOT NULL CHECK (length("key") BETWEEN 1 AND 60),
    "value" TEXT NOT NULL CHECK (length("value") BETWEEN 0 AND 2000)
) STRICT""",
    """CREATE UNIQUE INDEX "setting_key" ON "setting" ("key")""",
    """CREATE TABLE "task" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL CHECK (length("title") BETWEEN 1 AND 300),
    "due_on" TEXT NOT NULL CHECK ("due_on" IS date("due_on")),
    "responsible_id" INTEGER,
    "status" TEXT NOT NULL CHECK ("status" IN ('open', 'done', 'cancelled')),
    "done_on" TEXT CHECK ("done_on" IS date("done_on")),
    "organisation_id" INTEGER,
    "person_id" INTEGER,
    "interaction_id" INTEGER,
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 80000),
    FOREIGN KEY ("responsible_id") REFERENCES "staff" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("interaction_id") REFERENCES "interaction" ("id"),
    CHECK ((status = 'done') = (done_on IS NOT NULL))
) STRICT""",
    """CREATE INDEX "task_due_on" ON "task" ("due_on")""",
    """CREATE INDEX "task_responsible_id" ON "task" ("responsible_id")""",
    """CREATE INDEX "task_organisation_id" ON "task" ("organisation_id")""",
    """CREATE INDEX "task_person_id" ON "task" ("person_id")""",
    """CREATE INDEX "task_interaction_id" ON "task" ("interaction_id")""",
    # The search index (crm.store.search).
    """CREATE VIRTUAL TABLE person_words USING fts5(
    search_text, content='person', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE organisation_words USING fts5(
    search_text, content='organisation', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE interaction_words USING fts5(
    search_text, content='interaction', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE task_words USING fts5(
    search_text, content='task', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE person_grams USING fts5(
    search_text, content='person', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE organisation_grams USING fts5(
    search_text, content='organisation', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE contact_point_grams USING fts5(
    search_text, content='contact_point', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE interaction_grams USING fts5(
    search_text, content='interaction', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE task_grams USING fts5(
    search_text, content='task', content_rowid='id', tokenize='trigram')""",
]


def up(_migrator: Any, db: Any) -> None:
    """Make every table, index and search index of the first schema."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
