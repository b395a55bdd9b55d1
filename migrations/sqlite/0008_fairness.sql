CREATE TABLE `vacated_places` (
	`place` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `trust_catch_ups` (
	`name` text PRIMARY KEY NOT NULL,
	`begun_at` integer NOT NULL,
	`reached` integer DEFAULT 0 NOT NULL,
	`is_done` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE `told_supports` (
	`topic_id` integer PRIMARY KEY NOT NULL,
	`up_to` integer NOT NULL,
	`full_people` integer NOT NULL,
	`most_people` integer NOT NULL,
	`some_people` integer NOT NULL,
	`guests` integer NOT NULL,
	`entry_groups` integer NOT NULL,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
DROP INDEX `ledger_entries_day`;--> statement-breakpoint
CREATE INDEX `ledger_entries_day` ON `ledger_entries` (`day`,`id`);--> statement-breakpoint
ALTER TABLE `audit_voters` ADD `is_proven` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `audits` ADD `overdue_told_at` integer;--> statement-breakpoint
ALTER TABLE `badges` ADD `once` text;--> statement-breakpoint
CREATE UNIQUE INDEX `badges_once` ON `badges` (`created_by`,`once`);--> statement-breakpoint
ALTER TABLE `seasons` ADD `last_entry_id` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `vouches` ADD `wakes` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `standings_unconfirmed` ON `standings` (`member_id`) WHERE "standings"."confirmed_by" is null;--> statement-breakpoint
UPDATE `audit_voters` SET `is_proven` = 1 WHERE `is_excluded` OR `reasons` LIKE '%"pair"%';--> statement-breakpoint
UPDATE `vouches` SET `wakes` = 1 WHERE `rests_until` IS NOT NULL;--> statement-breakpoint
UPDATE `audit_voters` SET `answer` = '', `answered_by` = (SELECT `undone_by` FROM `audits` WHERE `audits`.`id` = `audit_id`), `answered_at` = (SELECT `undone_at` FROM `audits` WHERE `audits`.`id` = `audit_id`) WHERE `objected_at` IS NOT NULL AND `answered_at` IS NULL AND `audit_id` IN (SELECT `id` FROM `audits` WHERE `undone_at` IS NOT NULL);--> statement-breakpoint
UPDATE `seasons` SET `last_entry_id` = coalesce((SELECT min(`id`) - 1 FROM `ledger_entries` WHERE `at` > `closed_at`), (SELECT max(`id`) FROM `ledger_entries`), 0);--> statement-breakpoint
DELETE FROM `season_places` WHERE `ranking` = 'group:stewardship' AND `season_id` IN (SELECT `season_id` FROM `season_places` WHERE `ranking` = 'group:stewardship' AND `evidence` LIKE '%"report.upheld"%');--> statement-breakpoint
UPDATE `trust_runs` SET `lambda` = coalesce((SELECT `f`.`lambda` FROM `trust_runs` AS `f` WHERE `f`.`finished_at` IS NOT NULL ORDER BY `f`.`id` DESC LIMIT 1), 0) WHERE `finished_at` IS NULL;