CREATE TABLE "backup_notes" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"name" text PRIMARY KEY NOT NULL,
	"ran_at" bigint NOT NULL,
	"took_ms" integer NOT NULL,
	"failed_at" bigint,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "limit_counts" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint NOT NULL
);
--> statement-breakpoint
DROP INDEX "ideas_status_hot";--> statement-breakpoint
DROP INDEX "topics_created";--> statement-breakpoint
DROP INDEX "topics_board";--> statement-breakpoint
CREATE INDEX "limit_counts_expire" ON "limit_counts" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "sanctions_until" ON "sanctions" USING btree ("until_at");--> statement-breakpoint
CREATE INDEX "ideas_status_supporters" ON "ideas" USING btree ("status","supporters");--> statement-breakpoint
CREATE INDEX "ideas_owner" ON "ideas" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "merges_duplicate" ON "merges" USING btree ("duplicate_id","at");--> statement-breakpoint
CREATE INDEX "topics_kind_created" ON "topics" USING btree ("kind","created_at","id");--> statement-breakpoint
ALTER TABLE "members" ALTER COLUMN "username" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "members" ALTER COLUMN "skeleton" SET DATA TYPE text COLLATE "C";