"""What an import remembers: how it was chosen, where from, whose words mean what; tags and consents. Frozen."""

from typing import Any

STATEMENTS = [
    # Added in place: nothing is rebuilt, so no child row and no trigger is at stake (RELIABILITY.md findings B and C).
    """ALTER TABLE "import_batch" ADD COLUMN
    "fingerprint" TEXT NOT NULL DEFAULT '' CHECK (length("fingerprint") BETWEEN 0 AND 64)""",
    """ALTER TABLE "import_batch" ADD COLUMN
    "origin" TEXT NOT NULL DEFAULT '' CHECK (length("origin") BETWEEN 0 AND 200)""",
    """ALTER TABLE "import_batch" ADD COLUMN "basis" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "import_batch" ADD COLUMN
    "strategy" TEXT NOT NULL DEFAULT '' CHECK ("strategy" IN ('', 'create', 'fill', 'update', 'skip', 'ask'))""",
    """ALTER TABLE "import_batch" ADD COLUMN
    "choices" TEXT NOT NULL DEFAULT '' CHECK (length("choices") BETWEEN 0 AND 1000000)""",
    """ALTER TABLE "import_batch" ADD COLUMN "mends" INTEGER""",
    """CREATE INDEX "import_batch_fingerprint" ON "import_batch" ("fingerprint")""",
    """CREATE INDEX "import_row_person" ON "import_row" ("person") WHERE person IS NOT NULL""",
    """CREATE INDEX "import_row_organisation" ON "import_row" ("organisation") WHERE organisation IS NOT NULL""",
    """CREATE TABLE "import_mapping" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL CHECK (length("fingerprint") BETWEEN 1 AND 64),
    "headers" TEXT NOT NULL CHECK (length("headers") BETWEEN 1 AND 1000000),
    "fields" TEXT NOT NULL CHECK (length("fields") BETWEEN 1 AND 1000000),
    "door" TEXT NOT NULL CHECK (length("door") BETWEEN 0 AND 2000),
    "at" TEXT NOT NULL CHECK (length("at") BETWEEN 1 AND 32)
) STRICT""",
    """CREATE INDEX "import_mapping_fingerprint" ON "import_mapping" ("fingerprint")""",
    """CREATE TABLE "import_word" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "list" TEXT NOT NULL CHECK (length("list") BETWEEN 1 AND 60),
    "word" TEXT NOT NULL CHECK (length("word") BETWEEN 1 AND 200),
    "code" TEXT NOT NULL CHECK (length("code") BETWEEN 0 AND 60),
    "at" TEXT NOT NULL CHECK (length("at") BETWEEN 1 AND 32)
) STRICT""",
    """CREATE INDEX "import_word_list_word" ON "import_word" ("list", "word")""",
    """CREATE TABLE "erased" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK (length("kind") BETWEEN 1 AND 20),
    "digest" TEXT NOT NULL CHECK (length("digest") BETWEEN 1 AND 64),
    CHECK (kind IN ('email', 'phone', 'name')),
    CHECK (length(digest) = 64)
) STRICT""",
    """CREATE UNIQUE INDEX "erased_kind_digest" ON "erased" ("kind", "digest")""",
    """CREATE TABLE "not_same" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK (length("kind") BETWEEN 1 AND 20),
    "low" INTEGER NOT NULL,
    "high" INTEGER NOT NULL,
    CHECK (kind IN ('person', 'organisation')),
    CHECK (0 < low AND low < high)
) STRICT""",
    """CREATE UNIQUE INDEX "not_same_kind_low_high" ON "not_same" ("kind", "low", "high")""",
    """CREATE INDEX "not_same_kind_high" ON "not_same" ("kind", "high")""",
    """CREATE TABLE "tag" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL CHECK (length("name") BETWEEN 1 AND 60),
    "name_key" TEXT NOT NULL CHECK (length("name_key") BETWEEN 1 AND 1200)
) STRICT""",
    """CREATE UNIQUE INDEX "tag_name_key" ON "tag" ("name_key")""",
    """CREATE TABLE "tagging" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "organisation_id" INTEGER,
    FOREIGN KEY ("tag_id") REFERENCES "tag" ("id"),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id"),
    FOREIGN KEY ("organisation_id") REFERENCES "organisation" ("id"),
    CHECK ((person_id IS NULL) <> (organisation_id IS NULL))
) STRICT""",
    """CREATE INDEX "tagging_tag_id" ON "tagging" ("tag_id")""",
    """CREATE UNIQUE INDEX "tagging_person_once" ON "tagging" ("person_id", "tag_id") WHERE person_id IS NOT NULL""",
    """CREATE UNIQUE INDEX "tagging_organisation_once"
    ON "tagging" ("organisation_id", "tag_id") WHERE organisation_id IS NOT NULL""",
    """CREATE TABLE "consent_record" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "version" INTEGER NOT NULL,
    "person_id" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL CHECK ("purpose" IN ('newsletter', 'event_marketing', 'photo', 'public_listing')),
    "channel" TEXT NOT NULL CHECK ("channel" IN ('email', 'sms')),
    "status" TEXT NOT NULL CHECK ("status" IN ('given', 'withdrawn')),
    "recorded_on" TEXT NOT NULL CHECK ("recorded_on" IS date("recorded_on")),
    "evidence" TEXT NOT NULL CHECK (length("evidence") BETWEEN 0 AND 2000),
    FOREIGN KEY ("person_id") REFERENCES "person" ("id")
) STRICT""",
    """CREATE INDEX "consent_record_person_id_purpose_channel"
    ON "consent_record" ("person_id", "purpose", "channel")""",
]


def up(_migrator: Any, db: Any) -> None:
    """Add the columns, indexes and tables of the second schema."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
