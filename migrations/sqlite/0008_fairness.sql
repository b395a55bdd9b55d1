CREATE TABLE `trust_catch_ups` (
	`name` text PRIMARY KEY NOT NULL,
	`begun_at` integer NOT NULL,
	`reached` integer DEFAULT 0 NOT NULL,
	`is_done` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE `audit_voters` ADD `is_proven` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `badges` ADD `once` text;--> statement-breakpoint
CREATE UNIQUE INDEX `badges_once` ON `badges` (`created_by`,`once`);--> statement-breakpoint
ALTER TABLE `vouches` ADD `wakes` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `standings_unconfirmed` ON `standings` (`member_id`) WHERE "standings"."confirmed_by" is null;--> statement-breakpoint
UPDATE `audit_voters` SET `is_proven` = 1 WHERE `is_excluded` OR `reasons` LIKE '%"pair"%' OR `reasons` LIKE '%"burst"%';