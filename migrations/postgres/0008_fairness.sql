CREATE TABLE "vacated_places" (
	"place" integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trust_catch_ups" (
	"name" text PRIMARY KEY NOT NULL,
	"begun_at" bigint NOT NULL,
	"reached" integer DEFAULT 0 NOT NULL,
	"is_done" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "told_supports" (
	"topic_id" integer PRIMARY KEY NOT NULL,
	"up_to" bigint NOT NULL,
	"full_people" integer NOT NULL,
	"most_people" integer NOT NULL,
	"some_people" integer NOT NULL,
	"guests" integer NOT NULL,
	"entry_groups" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "ledger_entries_day";--> statement-breakpoint
ALTER TABLE "audit_voters" ADD COLUMN "is_proven" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "overdue_told_at" bigint;--> statement-breakpoint
ALTER TABLE "badges" ADD COLUMN "once" text;--> statement-breakpoint
ALTER TABLE "seasons" ADD COLUMN "last_entry_id" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vouches" ADD COLUMN "wakes" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "told_supports" ADD CONSTRAINT "told_supports_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "badges_once" ON "badges" USING btree ("created_by","once");--> statement-breakpoint
CREATE INDEX "standings_unconfirmed" ON "standings" USING btree ("member_id") WHERE "standings"."confirmed_by" is null;--> statement-breakpoint
CREATE INDEX "ledger_entries_day" ON "ledger_entries" USING btree ("day","id");--> statement-breakpoint
UPDATE "audit_voters" SET "is_proven" = true WHERE "is_excluded" OR "reasons"::text LIKE '%"pair"%';--> statement-breakpoint
UPDATE "vouches" SET "wakes" = true WHERE "rests_until" IS NOT NULL;--> statement-breakpoint
UPDATE "audit_voters" SET "answer" = '', "answered_by" = "audits"."undone_by", "answered_at" = "audits"."undone_at" FROM "audits" WHERE "audits"."id" = "audit_id" AND "audits"."undone_at" IS NOT NULL AND "objected_at" IS NOT NULL AND "answered_at" IS NULL;--> statement-breakpoint
UPDATE "seasons" SET "last_entry_id" = coalesce((SELECT min("id") - 1 FROM "ledger_entries" WHERE "at" > "closed_at"), (SELECT max("id") FROM "ledger_entries"), 0);--> statement-breakpoint
DELETE FROM "season_places" WHERE "ranking" = 'group:stewardship' AND "season_id" IN (SELECT "season_id" FROM "season_places" WHERE "ranking" = 'group:stewardship' AND "evidence"::text LIKE '%"report.upheld"%');--> statement-breakpoint
UPDATE "trust_runs" SET "lambda" = coalesce((SELECT "f"."lambda" FROM "trust_runs" AS "f" WHERE "f"."finished_at" IS NOT NULL ORDER BY "f"."id" DESC LIMIT 1), 0) WHERE "finished_at" IS NULL;