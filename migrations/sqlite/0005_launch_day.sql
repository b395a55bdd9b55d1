CREATE TABLE `backup_notes` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`ran_at` integer NOT NULL,
	`took_ms` integer NOT NULL,
	`failed_at` integer,
	`error` text
);
--> statement-breakpoint
CREATE TABLE `limit_counts` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`expire` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `limit_counts_expire` ON `limit_counts` (`expire`);--> statement-breakpoint
DROP INDEX `ideas_status_hot`;--> statement-breakpoint
CREATE INDEX `ideas_status_supporters` ON `ideas` (`status`,`supporters`);--> statement-breakpoint
CREATE INDEX `ideas_owner` ON `ideas` (`owner_id`);--> statement-breakpoint
DROP INDEX `topics_created`;--> statement-breakpoint
DROP INDEX `topics_board`;--> statement-breakpoint
CREATE INDEX `topics_kind_created` ON `topics` (`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `sanctions_until` ON `sanctions` (`until_at`);--> statement-breakpoint
CREATE INDEX `merges_duplicate` ON `merges` (`duplicate_id`,`at`);