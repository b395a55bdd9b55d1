CREATE TABLE `audit_voters` (
	`audit_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`topic_id` integer NOT NULL,
	`reasons` text NOT NULL,
	`is_excluded` integer DEFAULT false NOT NULL,
	`objection` text,
	`objected_at` integer,
	`answer` text,
	`answered_by` integer,
	`answered_at` integer,
	PRIMARY KEY(`audit_id`, `member_id`),
	FOREIGN KEY (`audit_id`) REFERENCES `audits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_voters_excluded` ON `audit_voters` (`topic_id`,`member_id`) WHERE "audit_voters"."is_excluded";--> statement-breakpoint
CREATE INDEX `audit_voters_member` ON `audit_voters` (`member_id`);--> statement-breakpoint
CREATE INDEX `audit_voters_objected` ON `audit_voters` (`objected_at`) WHERE "audit_voters"."objected_at" is not null and "audit_voters"."answered_at" is null;--> statement-breakpoint
CREATE TABLE `audited_ideas` (
	`topic_id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`weighted` integer NOT NULL,
	`flow` integer,
	`without_one_seed` integer,
	`audited` integer NOT NULL,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `audits` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`findings` text NOT NULL,
	`verdict` text,
	`decided_by` integer,
	`decided_at` integer,
	`reason` text,
	`undone_by` integer,
	`undone_at` integer,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "audits_verdict_known" CHECK("audits"."verdict" is null or "audits"."verdict" in ('excluded', 'let')),
	CONSTRAINT "audits_decided_by_somebody" CHECK(("audits"."verdict" is null) = ("audits"."decided_by" is null)),
	CONSTRAINT "audits_undone_by_somebody" CHECK(("audits"."undone_by" is null) = ("audits"."undone_at" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audits_open` ON `audits` (`topic_id`) WHERE "audits"."verdict" is null;--> statement-breakpoint
CREATE INDEX `audits_topic` ON `audits` (`topic_id`,`id`);--> statement-breakpoint
CREATE INDEX `audits_waiting` ON `audits` (`opened_at`) WHERE "audits"."verdict" is null;--> statement-breakpoint
CREATE TABLE `badge_awards` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`member_id` integer NOT NULL,
	`badge_id` integer NOT NULL,
	`step` integer NOT NULL,
	`at` integer NOT NULL,
	`withdrawn_at` integer,
	`by` integer,
	`reason` text,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`badge_id`) REFERENCES `badges`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "badge_awards_given_for_a_reason" CHECK("badge_awards"."by" is null or "badge_awards"."reason" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `badge_awards_once` ON `badge_awards` (`member_id`,`badge_id`,`step`);--> statement-breakpoint
CREATE INDEX `badge_awards_badge` ON `badge_awards` (`badge_id`,`step`,`id`);--> statement-breakpoint
CREATE TABLE `badges` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text,
	`name_zh` text,
	`name_en` text,
	`hue` text NOT NULL,
	`counted` text,
	`steps` text NOT NULL,
	`position` integer NOT NULL,
	`created_by` integer,
	`created_at` integer NOT NULL,
	`retired_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "badges_named" CHECK("badges"."key" is not null or ("badges"."name_zh" is not null and "badges"."name_en" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `badges_key` ON `badges` (`key`);--> statement-breakpoint
CREATE TABLE `first_hundred` (
	`place` integer PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "first_hundred_places" CHECK("first_hundred"."place" between 1 and 100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `first_hundred_member` ON `first_hundred` (`member_id`);--> statement-breakpoint
CREATE TABLE `ranking_opt_outs` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `season_places` (
	`season_id` text NOT NULL,
	`ranking` text NOT NULL,
	`member_id` integer NOT NULL,
	`place` integer NOT NULL,
	`points` integer NOT NULL,
	`evidence` text NOT NULL,
	PRIMARY KEY(`season_id`, `ranking`, `member_id`),
	FOREIGN KEY (`season_id`) REFERENCES `seasons`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `season_places_place` ON `season_places` (`season_id`,`ranking`,`place`);--> statement-breakpoint
CREATE INDEX `season_places_member` ON `season_places` (`member_id`);--> statement-breakpoint
CREATE TABLE `seasons` (
	`id` text PRIMARY KEY NOT NULL,
	`closed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contribution_scores` (
	`member_id` integer NOT NULL,
	`board_id` integer NOT NULL,
	`score` real NOT NULL,
	PRIMARY KEY(`member_id`, `board_id`),
	CONSTRAINT "contribution_scores_finite" CHECK("contribution_scores"."score" < 1e300)
);
--> statement-breakpoint
CREATE INDEX `contribution_scores_ranking` ON `contribution_scores` (`board_id`,`score`,`member_id`);--> statement-breakpoint
CREATE TABLE `contributions` (
	`member_id` integer NOT NULL,
	`period` text NOT NULL,
	`board_id` integer NOT NULL,
	`points` integer NOT NULL,
	PRIMARY KEY(`member_id`, `period`, `board_id`)
);
--> statement-breakpoint
CREATE INDEX `contributions_ranking` ON `contributions` (`period`,`board_id`,`points`,`member_id`);--> statement-breakpoint
CREATE TABLE `ledger_catch_ups` (
	`name` text PRIMARY KEY NOT NULL,
	`fact_id` integer NOT NULL,
	`is_done` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_claims` (
	`fact_id` integer NOT NULL,
	`kind` text NOT NULL,
	`member_id` integer NOT NULL,
	`subject` text NOT NULL,
	`stands` integer NOT NULL,
	`points` integer NOT NULL,
	`at` integer NOT NULL,
	`day` integer NOT NULL,
	`giver_id` integer,
	`giver_weight` integer,
	`topic_id` integer,
	`comment_id` integer,
	`board_id` integer,
	`rule_version` integer NOT NULL,
	PRIMARY KEY(`fact_id`, `kind`, `member_id`)
);
--> statement-breakpoint
CREATE INDEX `ledger_claims_member` ON `ledger_claims` (`member_id`,`day`);--> statement-breakpoint
CREATE INDEX `ledger_claims_kind` ON `ledger_claims` (`member_id`,`kind`,`stands`);--> statement-breakpoint
CREATE INDEX `ledger_claims_subject` ON `ledger_claims` (`subject`);--> statement-breakpoint
CREATE INDEX `ledger_claims_giver` ON `ledger_claims` (`giver_id`,`member_id`);--> statement-breakpoint
CREATE INDEX `ledger_claims_day` ON `ledger_claims` (`day`);--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`fact_id` integer NOT NULL,
	`kind` text NOT NULL,
	`member_id` integer NOT NULL,
	`points` integer NOT NULL,
	`subject` text NOT NULL,
	`at` integer NOT NULL,
	`day` integer NOT NULL,
	`rule_version` integer NOT NULL,
	`reverses` integer,
	`cause_id` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_once` ON `ledger_entries` (`fact_id`,`kind`,`member_id`) WHERE "ledger_entries"."reverses" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_reverses` ON `ledger_entries` (`reverses`) WHERE "ledger_entries"."reverses" is not null;--> statement-breakpoint
CREATE INDEX `ledger_entries_claim` ON `ledger_entries` (`fact_id`,`kind`,`member_id`,`id`);--> statement-breakpoint
CREATE INDEX `ledger_entries_member` ON `ledger_entries` (`member_id`,`id`);--> statement-breakpoint
CREATE INDEX `ledger_entries_day` ON `ledger_entries` (`day`,`at`);--> statement-breakpoint
CREATE TABLE `ledger_rules` (
	`version` integer PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`rules` text NOT NULL,
	`time_zone` text NOT NULL,
	`by` integer,
	`reason` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger_subjects` (
	`subject` text PRIMARY KEY NOT NULL,
	`state_fact_id` integer NOT NULL,
	`is_off` integer NOT NULL,
	`cut_fact_id` integer NOT NULL,
	`end_fact_id` integer
);
--> statement-breakpoint
CREATE TABLE `standings` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`confirmed_by` text,
	`confirmed_at` integer,
	`weight` integer NOT NULL,
	`is_guest` integer NOT NULL,
	`level` integer DEFAULT 0 NOT NULL,
	`earned` integer DEFAULT 0 NOT NULL,
	`earned_at` integer,
	`rests_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "standings_weight_range" CHECK("standings"."weight" >= 0 and "standings"."weight" <= 1000),
	CONSTRAINT "standings_levels_known" CHECK("standings"."level" between 0 and 5 and "standings"."earned" between 0 and 5)
);
--> statement-breakpoint
CREATE INDEX `standings_level` ON `standings` (`level`,`member_id`);--> statement-breakpoint
CREATE INDEX `standings_rests` ON `standings` (`rests_at`) WHERE "standings"."rests_at" is not null;--> statement-breakpoint
CREATE TABLE `tie_replies` (
	`comment_id` integer PRIMARY KEY NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`day` integer NOT NULL,
	`is_removed` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tie_replies_pair` ON `tie_replies` (`from_id`,`to_id`,`day`);--> statement-breakpoint
CREATE INDEX `tie_replies_to` ON `tie_replies` (`to_id`,`from_id`);--> statement-breakpoint
CREATE TABLE `ties` (
	`low_id` integer NOT NULL,
	`high_id` integer NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`weight` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`low_id`, `high_id`, `kind`, `subject`),
	CONSTRAINT "ties_in_order" CHECK("ties"."low_id" < "ties"."high_id")
);
--> statement-breakpoint
CREATE INDEX `ties_high` ON `ties` (`high_id`,`low_id`);--> statement-breakpoint
CREATE TABLE `trust_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`finished_at` integer,
	`by` integer,
	`people` integer DEFAULT 0 NOT NULL,
	`ties` integer DEFAULT 0 NOT NULL,
	`seeds` integer DEFAULT 0 NOT NULL,
	`lambda` real DEFAULT 0 NOT NULL,
	`tau` real DEFAULT 0 NOT NULL,
	`changed` integer DEFAULT 0 NOT NULL,
	`report` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `trust_runs_finished` ON `trust_runs` (`finished_at`);--> statement-breakpoint
CREATE TABLE `trust_scores` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`run_id` integer NOT NULL,
	`p` real NOT NULL,
	`degree` real NOT NULL,
	`q` real NOT NULL,
	`g` real NOT NULL,
	`staff_met` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `vouches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`at` integer NOT NULL,
	`withdrawn_at` integer,
	`rests_until` integer,
	FOREIGN KEY (`from_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "vouches_not_oneself" CHECK("vouches"."from_id" <> "vouches"."to_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `vouches_standing` ON `vouches` (`from_id`,`to_id`) WHERE "vouches"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX `vouches_from` ON `vouches` (`from_id`,`id`);--> statement-breakpoint
CREATE INDEX `vouches_to` ON `vouches` (`to_id`,`id`);--> statement-breakpoint
CREATE TABLE `arrivals` (
	`network` text NOT NULL,
	`day` integer NOT NULL,
	`entry_group` integer NOT NULL,
	PRIMARY KEY(`network`, `day`)
);
--> statement-breakpoint
CREATE INDEX `arrivals_day` ON `arrivals` (`day`);--> statement-breakpoint
ALTER TABLE `ideas` ADD `trusted` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `ideas` ADD `under_audit_since` integer;--> statement-breakpoint
CREATE INDEX `ideas_trusted` ON `ideas` (`trusted`,`topic_id`);--> statement-breakpoint
ALTER TABLE `votes` ADD `excluded_by` integer;--> statement-breakpoint
CREATE INDEX `votes_excluded` ON `votes` (`excluded_by`) WHERE "votes"."excluded_by" is not null;--> statement-breakpoint
UPDATE `ideas` SET `trusted` = CASE WHEN `supporters` < 5 THEN 0 ELSE (`weight_sum` / 1000 + min(`guest_sum` * 100, max(1000, `weight_sum` / 10)) / 1000) * 1000 END;