DROP INDEX "ideas_status_hot";--> statement-breakpoint
DROP INDEX "topics_created";--> statement-breakpoint
DROP INDEX "topics_board";--> statement-breakpoint
CREATE INDEX "sanctions_until" ON "sanctions" USING btree ("until_at");--> statement-breakpoint
CREATE INDEX "ideas_status_supporters" ON "ideas" USING btree ("status","supporters");--> statement-breakpoint
CREATE INDEX "ideas_owner" ON "ideas" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "merges_duplicate" ON "merges" USING btree ("duplicate_id","at");--> statement-breakpoint
CREATE INDEX "topics_kind_created" ON "topics" USING btree ("kind","created_at","id");--> statement-breakpoint
ALTER TABLE "members" ALTER COLUMN "username" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "members" ALTER COLUMN "skeleton" SET DATA TYPE text COLLATE "C";
