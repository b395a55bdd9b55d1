CREATE TABLE `jobs` (
	`name` text PRIMARY KEY NOT NULL,
	`ran_at` integer NOT NULL,
	`took_ms` integer NOT NULL,
	`failed_at` integer,
	`error` text
);
