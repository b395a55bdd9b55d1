CREATE TABLE `limit_counts` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`expire` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `limit_counts_expire` ON `limit_counts` (`expire`);