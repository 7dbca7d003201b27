"""The lists: fields of the cluster's own, views under a name, and which record went into which. Frozen."""

from typing import Any

STATEMENTS = [
    """CREATE TABLE "own_field" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "about" TEXT NOT NULL CHECK (length("about") BETWEEN 1 AND 60),
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 100),
    "name_key" TEXT NOT NULL CHECK (length("name_key") BETWEEN 1 AND 2000),
    "kind" TEXT NOT NULL CHECK ("kind" IN ('text', 'number', 'date', 'choice', 'yes_no', 'link')),
    "help" TEXT NOT NULL CHECK (length("help") BETWEEN 0 AND 500),
    "position" INTEGER NOT NULL,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    CHECK (about IN ('person', 'organisation', 'interaction', 'task', 'project', 'activity',
        'contribution', 'membership_fee'))
) STRICT""",
    """CREATE UNIQUE INDEX "own_field_about_name_key" ON "own_field" ("about", "name_key") WHERE archived = 0""",
    """CREATE TABLE "own_choice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "own_field_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 200),
    "position" INTEGER NOT NULL,
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    FOREIGN KEY ("own_field_id") REFERENCES "own_field" ("id")
) STRICT""",
    """CREATE INDEX "own_choice_own_field_id" ON "own_choice" ("own_field_id")""",
    """CREATE UNIQUE INDEX "own_choice_name" ON "own_choice" ("own_field_id", "name") WHERE archived = 0""",
    """CREATE TABLE "own_value" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "own_field_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "organisation_id" INTEGER,
    "interaction_id" INTEGER,
    "task_id" INTEGER,
    "project_id" INTEGER,
    "activity_id" INTEGER,
    "contribution_id" INTEGER,
    "membership_fee_id" INTEGER,
    "text" TEXT NOT NULL CHECK (length("text") BETWEEN 0 AND 20000),
    "number" INTEGER,
    "day" TEXT CHECK ("day" IS date("day")),
    "own_choice_id" INTEGER,
    "search_text" TEXT NOT NULL CHECK (length("search_text") BETWEEN 0 AND 80000),
    FOREIGN KEY ("own_field_id") REFERENCES "own_field" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("interaction_id") REFERENCES "interaction" ("id"),
    FOREIGN KEY ("task_id") REFERENCES "task" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    FOREIGN KEY ("activity_id") REFERENCES "activity" ("id"),
    FOREIGN KEY ("contribution_id") REFERENCES "contribution" ("id"),
    FOREIGN KEY ("membership_fee_id") REFERENCES "membership_fee" ("id"),
    FOREIGN KEY ("own_choice_id") REFERENCES "own_choice" ("id"),
    CHECK ((person_id IS NOT NULL) + (organisation_id IS NOT NULL) + (interaction_id IS NOT NULL)
        + (task_id IS NOT NULL) + (project_id IS NOT NULL) + (activity_id IS NOT NULL)
        + (contribution_id IS NOT NULL) + (membership_fee_id IS NOT NULL) = 1),
    CHECK ((text <> '') + (number IS NOT NULL) + (day IS NOT NULL) + (own_choice_id IS NOT NULL) = 1)
) STRICT""",
    """CREATE INDEX "own_value_own_choice_id" ON "own_value" ("own_choice_id")""",
    """CREATE INDEX "own_value_own_field_id" ON "own_value" ("own_field_id", "number", "day")""",
    """CREATE UNIQUE INDEX "own_value_person_once"
    ON "own_value" ("person_id", "own_field_id") WHERE person_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "own_value_organisation_once"
    ON "own_value" ("organisation_id", "own_field_id") WHERE organisation_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "own_value_interaction_once"
    ON "own_value" ("interaction_id", "own_field_id") WHERE interaction_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "own_value_task_once"
    ON "own_value" ("task_id", "own_field_id") WHERE task_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "own_value_project_once"
    ON "own_value" ("project_id", "own_field_id") WHERE project_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "own_value_activity_once"
    ON "own_value" ("activity_id", "own_field_id") WHERE activity_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "own_value_contribution_once"
    ON "own_value" ("contribution_id", "own_field_id") WHERE contribution_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "own_value_membership_fee_once"
    ON "own_value" ("membership_fee_id", "own_field_id") WHERE membership_fee_id IS NOT NULL""",
    """CREATE TABLE "saved_view" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "about" TEXT NOT NULL CHECK (length("about") BETWEEN 1 AND 60),
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 100),
    "name_key" TEXT NOT NULL CHECK (length("name_key") BETWEEN 1 AND 2000),
    "staff_id" INTEGER,
    "content" TEXT NOT NULL CHECK (length("content") BETWEEN 0 AND 60000),
    "position" INTEGER NOT NULL,
    "pinned" INTEGER NOT NULL CHECK ("pinned" IN (0, 1)),
    "start" INTEGER NOT NULL CHECK ("start" IN (0, 1)),
    "archived" INTEGER NOT NULL CHECK ("archived" IN (0, 1)),
    FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"),
    CHECK (about IN ('person', 'organisation', 'interaction', 'task', 'project', 'activity',
        'contribution', 'membership_fee'))
) STRICT""",
    """CREATE INDEX "saved_view_staff_id" ON "saved_view" ("staff_id")""",
    """CREATE TABLE "saved_view_row" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "saved_view_id" INTEGER NOT NULL,
    "how" TEXT NOT NULL CHECK ("how" IN ('added', 'excluded', 'pinned')),
    "position" INTEGER NOT NULL,
    "person_id" INTEGER,
    "organisation_id" INTEGER,
    "interaction_id" INTEGER,
    "task_id" INTEGER,
    "project_id" INTEGER,
    "activity_id" INTEGER,
    "contribution_id" INTEGER,
    "membership_fee_id" INTEGER,
    FOREIGN KEY ("saved_view_id") REFERENCES "saved_view" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    FOREIGN KEY ("interaction_id") REFERENCES "interaction" ("id"),
    FOREIGN KEY ("task_id") REFERENCES "task" ("id"),
    FOREIGN KEY ("project_id") REFERENCES "project" ("id"),
    FOREIGN KEY ("activity_id") REFERENCES "activity" ("id"),
    FOREIGN KEY ("contribution_id") REFERENCES "contribution" ("id"),
    FOREIGN KEY ("membership_fee_id") REFERENCES "membership_fee" ("id"),
    CHECK ((person_id IS NOT NULL) + (organisation_id IS NOT NULL) + (interaction_id IS NOT NULL)
        + (task_id IS NOT NULL) + (project_id IS NOT NULL) + (activity_id IS NOT NULL)
        + (contribution_id IS NOT NULL) + (membership_fee_id IS NOT NULL) = 1)
) STRICT""",
    """CREATE INDEX "saved_view_row_saved_view_id" ON "saved_view_row" ("saved_view_id")""",
    """CREATE UNIQUE INDEX "saved_view_row_person_once"
    ON "saved_view_row" ("person_id", "saved_view_id") WHERE person_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "saved_view_row_organisation_once"
    ON "saved_view_row" ("organisation_id", "saved_view_id") WHERE organisation_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "saved_view_row_interaction_once"
    ON "saved_view_row" ("interaction_id", "saved_view_id") WHERE interaction_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "saved_view_row_task_once"
    ON "saved_view_row" ("task_id", "saved_view_id") WHERE task_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "saved_view_row_project_once"
    ON "saved_view_row" ("project_id", "saved_view_id") WHERE project_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "saved_view_row_activity_once"
    ON "saved_view_row" ("activity_id", "saved_view_id") WHERE activity_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "saved_view_row_contribution_once"
    ON "saved_view_row" ("contribution_id", "saved_view_id") WHERE contribution_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "saved_view_row_membership_fee_once"
    ON "saved_view_row" ("membership_fee_id", "saved_view_id") WHERE membership_fee_id IS NOT NULL""",
    """CREATE TABLE "merged" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK (length("kind") BETWEEN 1 AND 20),
    "gone" INTEGER NOT NULL,
    "kept" INTEGER NOT NULL,
    CHECK (kind IN ('person', 'organisation')),
    CHECK (gone <> kept)
) STRICT""",
    """CREATE UNIQUE INDEX "merged_kind_gone" ON "merged" ("kind", "gone")""",
    """CREATE INDEX "merged_kind_kept" ON "merged" ("kind", "kept")""",
    # What stands in fields of one's own is found by words (crm.store.search).
    """CREATE VIRTUAL TABLE own_value_words USING fts5(
    search_text, content='own_value', content_rowid='id', detail='none', prefix='1 2')""",
    """CREATE VIRTUAL TABLE own_value_grams USING fts5(
    search_text, content='own_value', content_rowid='id', tokenize='trigram')""",
]


def up(_migrator: Any, db: Any) -> None:
    """Make the new tables."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
