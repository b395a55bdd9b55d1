CREATE TABLE `trust_catch_ups` (
	`name` text PRIMARY KEY NOT NULL,
	`begun_at` integer NOT NULL,
	`reached` integer DEFAULT 0 NOT NULL,
	`is_done` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE `vouches` ADD `wakes` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `standings_unconfirmed` ON `standings` (`member_id`) WHERE "standings"."confirmed_by" is null;