"""The day: projects, activities, files, templates of the quick log; where a meeting came from. Frozen."""

from typing import Any

STATEMENTS = [
    """CREATE TABLE "project" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL CHECK (length("title") BETWEEN 1 AND 300),
    "type" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "focus_area_id" INTEGER,
    "cross_domain" TEXT NOT NULL,
    "cluster_role" TEXT NOT NULL,
    "lead_id" INTEGER,
    "start_on" TEXT CHECK ("start_on" IS date("start_on")),
    "end_on" TEXT CHECK ("end_on" IS date("end_on")),
    "applied_on" TEXT CHECK ("applied_on" IS date("applied_on")),
    "decided_on" TEXT CHECK ("decided_on" IS date("decided_on")),
    "funder" TEXT NOT NULL,
    "funder_programme" TEXT NOT NULL CHECK (length("funder_programme") BETWEEN 0 AND 200),
    "budget" INTEGER CHECK ("budget" >= 0),
    "external_funding" INTEGER CHECK ("external_funding" >= 0),
    "international" INTEGER NOT NULL CHECK ("international" IN (0, 1)),
    "sdg" TEXT NOT NULL CHECK (length("sdg") BETWEEN 0 AND 100),
    "public_summary" TEXT NOT NULL CHECK (length("public_summary") BETWEEN 0 AND 20000),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "sort_key" TEXT NOT NULL CHECK (length("sort_key") BETWEEN 0 AND 4000),
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 100000),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id"),
    FOREIGN KEY ("lead_id") REFERENCES "organisation" ("id"),
    CHECK (start_on IS NULL OR end_on IS NULL OR end_on >= start_on)
) STRICT""",
    """CREATE INDEX "project_focus_area_id" ON "project" ("focus_area_id")""",
    """CREATE INDEX "project_lead_id" ON "project" ("lead_id")""",
    """CREATE INDEX "project_archived_sort_key" ON "project" ("archived", "sort_key")""",
    """CREATE TABLE "project_participant" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "organisation_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "cash" INTEGER CHECK ("cash" >= 0),
    "minutes" INTEGER CHECK ("minutes" >= 0),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id")
) STRICT""",
    """CREATE INDEX "project_participant_organisation_id" ON "project_participant" ("organisation_id")""",
    """CREATE UNIQUE INDEX "project_participant_project_id_organisation_id"
    ON "project_participant" ("project_id", "organisation_id")""",
    """CREATE TABLE "activity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 300),
    "type" TEXT NOT NULL,
    "service_group" TEXT NOT NULL,
    "focus_area_id" INTEGER,
    "status" TEXT NOT NULL CHECK ("status" IN ('planned', 'held', 'cancelled')),
    "start_on" TEXT NOT NULL CHECK ("start_on" IS date("start_on")),
    "end_on" TEXT CHECK ("end_on" IS date("end_on")),
    "start_time" TEXT NOT NULL CHECK (length("start_time") BETWEEN 0 AND 5),
    "minutes" INTEGER CHECK ("minutes" >= 0),
    "venue" TEXT NOT NULL CHECK (length("venue") BETWEEN 0 AND 200),
    "municipality_code" TEXT NOT NULL CHECK (length("municipality_code") BETWEEN 0 AND 4),
    "online" INTEGER NOT NULL CHECK ("online" IN (0, 1)),
    "international" INTEGER NOT NULL CHECK ("international" IN (0, 1)),
    "target_group" TEXT NOT NULL,
    "joint_with_id" INTEGER,
    "project_id" INTEGER,
    "headcount_extra" INTEGER NOT NULL CHECK ("headcount_extra" >= 0),
    "women_count" INTEGER CHECK ("women_count" >= 0),
    "men_count" INTEGER CHECK ("men_count" >= 0),
    "speakers_women" INTEGER CHECK ("speakers_women" >= 0),
    "speakers_men" INTEGER CHECK ("speakers_men" >= 0),
    "satisfaction" INTEGER CHECK ("satisfaction" >= 0 AND "satisfaction" <= 500),
    "satisfaction_answers" INTEGER CHECK ("satisfaction_answers" >= 0),
    "fee_income" INTEGER CHECK ("fee_income" >= 0),
    "cost" INTEGER CHECK ("cost" >= 0),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 100000),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    "year" INTEGER NOT NULL,
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 400000),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id"),
    FOREIGN KEY ("joint_with_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    CHECK (end_on IS NULL OR end_on >= start_on),
    CHECK (start_time = '' OR start_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    CHECK (satisfaction IS NULL OR satisfaction >= 100)
) STRICT""",
    """CREATE INDEX "activity_focus_area_id" ON "activity" ("focus_area_id")""",
    """CREATE INDEX "activity_joint_with_id" ON "activity" ("joint_with_id")""",
    """CREATE INDEX "activity_project_id" ON "activity" ("project_id")""",
    """CREATE INDEX "activity_year_status_type" ON "activity" ("year", "status", "type")""",
    """CREATE INDEX "activity_archived_start_on" ON "activity" ("archived", "start_on")""",
    """CREATE TABLE "activity_participation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "activity_id" INTEGER NOT NULL,
    "organisation_id" INTEGER,
    "person_id" INTEGER,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    FOREIGN KEY ("activity_id") REFERENCES "activity" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    CHECK (person_id IS NOT NULL OR organisation_id IS NOT NULL)
) STRICT""",
    """CREATE INDEX "activity_participation_person_id" ON "activity_participation" ("person_id")""",
    """CREATE INDEX "activity_participation_activity_id_status"
    ON "activity_participation" ("activity_id", "status")""",
    """CREATE INDEX "activity_participation_organisation_id_activity_id"
    ON "activity_participation" ("organisation_id", "activity_id")""",
    """CREATE UNIQUE INDEX "participation_person_once"
    ON "activity_participation" ("activity_id", "person_id") WHERE person_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "participation_organisation_once"
    ON "activity_participation" ("activity_id", "organisation_id") WHERE person_id IS NULL""",
    """CREATE TABLE "attachment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "interaction_id" INTEGER,
    "person_id" INTEGER,
    "organisation_id" INTEGER,
    "project_id" INTEGER,
    "activity_id" INTEGER,
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
    CHECK ((interaction_id IS NOT NULL) + (person_id IS NOT NULL) + (organisation_id IS NOT NULL)
        + (project_id IS NOT NULL) + (activity_id IS NOT NULL) = 1),
    CHECK (length(sha256) = 64)
) STRICT""",
    """CREATE INDEX "attachment_interaction_id" ON "attachment" ("interaction_id")""",
    """CREATE INDEX "attachment_person_id" ON "attachment" ("person_id")""",
    """CREATE INDEX "attachment_organisation_id" ON "attachment" ("organisation_id")""",
    """CREATE INDEX "attachment_project_id" ON "attachment" ("project_id")""",
    """CREATE INDEX "attachment_activity_id" ON "attachment" ("activity_id")""",
    """CREATE INDEX "attachment_sha256" ON "attachment" ("sha256")""",
    """CREATE TABLE "log_template" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 100),
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL CHECK (length("subject") BETWEEN 0 AND 300),
    "minutes" INTEGER CHECK ("minutes" >= 0 AND "minutes" <= 20160),
    "place" TEXT NOT NULL CHECK (length("place") BETWEEN 0 AND 200),
    "notes" TEXT NOT NULL CHECK (length("notes") BETWEEN 0 AND 20000),
    "focus_area_id" INTEGER,
    "position" INTEGER NOT NULL,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    FOREIGN KEY ("focus_area_id") REFERENCES "focus_area" ("id")
) STRICT""",
    """CREATE INDEX "log_template_focus_area_id" ON "log_template" ("focus_area_id")""",
    """CREATE TABLE "log_template_task" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "template_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL CHECK (length("title") BETWEEN 1 AND 300),
    "after_days" INTEGER NOT NULL CHECK ("after_days" >= 0 AND "after_days" <= 3650),
    FOREIGN KEY ("template_id") REFERENCES "log_template" ("id")
) STRICT""",
    """CREATE INDEX "log_template_task_template_id" ON "log_template_task" ("template_id")""",
    # Added in place: nothing is rebuilt (RELIABILITY.md findings B and C).
    """ALTER TABLE "organisation" ADD COLUMN
    "contact_every_days" INTEGER CHECK ("contact_every_days" >= 0 AND "contact_every_days" <= 3650)""",
    """ALTER TABLE "person" ADD COLUMN
    "contact_every_days" INTEGER CHECK ("contact_every_days" >= 0 AND "contact_every_days" <= 3650)""",
    """ALTER TABLE "interaction" ADD COLUMN
    "project_id" INTEGER REFERENCES "project" ("id")""",
    """ALTER TABLE "interaction" ADD COLUMN
    "calendar_uid" TEXT NOT NULL DEFAULT '' CHECK (length("calendar_uid") BETWEEN 0 AND 500)""",
    """ALTER TABLE "interaction" ADD COLUMN
    "calendar_sequence" INTEGER""",
    """ALTER TABLE "interaction" ADD COLUMN
    "message_id" TEXT NOT NULL DEFAULT '' CHECK (length("message_id") BETWEEN 0 AND 500)""",
    """ALTER TABLE "task" ADD COLUMN
    "project_id" INTEGER REFERENCES "project" ("id")""",
    """ALTER TABLE "task" ADD COLUMN
    "repeat_every" INTEGER CHECK ("repeat_every" >= 0 AND "repeat_every" <= 366)""",
    """ALTER TABLE "task" ADD COLUMN
    "repeat_unit" TEXT NOT NULL DEFAULT '' CHECK ("repeat_unit" IN ('', 'day', 'week', 'month', 'year'))""",
    """CREATE INDEX "interaction_project_id" ON "interaction" ("project_id") WHERE project_id IS NOT NULL""",
    """CREATE INDEX "interaction_calendar_uid" ON "interaction" ("calendar_uid") WHERE calendar_uid <> ''""",
    """CREATE INDEX "interaction_message_id" ON "interaction" ("message_id") WHERE message_id <> ''""",
    """CREATE INDEX "task_project_id" ON "task" ("project_id") WHERE project_id IS NOT NULL""",
    # A tag hangs on records of every kind now. A CHECK cannot be altered; nothing refers to the table, so it is copied.
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
    FOREIGN KEY ("tag_id") REFERENCES "tag" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("interaction_id") REFERENCES "interaction" ("id"),
    FOREIGN KEY ("task_id") REFERENCES "task" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    FOREIGN KEY ("activity_id") REFERENCES "activity" ("id"),
    CHECK ((person_id IS NOT NULL) + (organisation_id IS NOT NULL) + (interaction_id IS NOT NULL)
        + (task_id IS NOT NULL) + (project_id IS NOT NULL) + (activity_id IS NOT NULL) = 1)
) STRICT""",
    """INSERT INTO tagging_new (id, version, tag_id, person_id, organisation_id)
    SELECT id, version, tag_id, person_id, organisation_id FROM tagging""",
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
    # The search index of what is found by words (crm.store.search).
    """CREATE VIRTUAL TABLE project_words USING fts5(
    search_text, content='project', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE activity_words USING fts5(
    search_text, content='activity', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE attachment_words USING fts5(
    search_text, content='attachment', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE project_grams USING fts5(
    search_text, content='project', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE activity_grams USING fts5(
    search_text, content='activity', content_rowid='id', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE attachment_grams USING fts5(
    search_text, content='attachment', content_rowid='id', tokenize='trigram')""",
]


def up(_migrator: Any, db: Any) -> None:
    """Make the new tables, add the new columns, let tags hang on everything."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
