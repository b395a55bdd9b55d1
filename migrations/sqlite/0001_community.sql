CREATE TABLE `pages` (
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`edited_by` integer,
	`edited_at` integer NOT NULL,
	PRIMARY KEY(`name`, `locale`),
	FOREIGN KEY (`edited_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sanctions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`member_id` integer NOT NULL,
	`kind` text NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`undone_by` integer,
	`undone_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sanctions_kind_known" CHECK("sanctions"."kind" in ('muted')),
	CONSTRAINT "sanctions_last" CHECK("sanctions"."until_at" > "sanctions"."from_at"),
	CONSTRAINT "sanctions_undone_by_somebody" CHECK(("sanctions"."undone_by" is null) = ("sanctions"."undone_at" is null))
);
--> statement-breakpoint
CREATE INDEX `sanctions_member` ON `sanctions` (`member_id`,`until_at`);--> statement-breakpoint
CREATE TABLE `addresses` (
	`member_id` integer NOT NULL,
	`address` text NOT NULL,
	`key` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	PRIMARY KEY(`member_id`, `key`),
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `addresses_confirmed` ON `addresses` (`key`) WHERE "addresses"."confirmed_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `addresses_one_a_member` ON `addresses` (`member_id`) WHERE "addresses"."confirmed_at" is not null;--> statement-breakpoint
CREATE TABLE `mail_codes` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`member_id` integer,
	`code_hash` text NOT NULL,
	`wrong_tries` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mail_codes_expires` ON `mail_codes` (`expires_at`);--> statement-breakpoint
CREATE INDEX `mail_codes_member` ON `mail_codes` (`member_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`member_id` integer NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`member_id`, `code_hash`),
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `two_steps` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`last_step` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `admissions` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`way` text NOT NULL,
	`invitation_id` integer,
	`inviter_id` integer,
	`note` text DEFAULT '' NOT NULL,
	`asked_at` integer NOT NULL,
	`verdict` text,
	`decided_by` integer,
	`decided_at` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inviter_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "admissions_way_known" CHECK("admissions"."way" in ('open', 'invitation', 'approval', 'host')),
	CONSTRAINT "admissions_verdict_known" CHECK("admissions"."verdict" is null or "admissions"."verdict" in ('admitted', 'declined'))
);
--> statement-breakpoint
CREATE INDEX `admissions_waiting` ON `admissions` (`asked_at`) WHERE "admissions"."verdict" is null;--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`inviter_id` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`places` integer NOT NULL,
	`taken` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`inviter_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invitations_places_left" CHECK("invitations"."taken" >= 0 and "invitations"."taken" <= "invitations"."places")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_code` ON `invitations` (`code`);--> statement-breakpoint
CREATE INDEX `invitations_inviter` ON `invitations` (`inviter_id`,`id`);--> statement-breakpoint
CREATE TABLE `kept_forms` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`path` text NOT NULL,
	`fields` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `kept_forms_created` ON `kept_forms` (`created_at`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`member_id` integer,
	`address` text,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`link` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`sent_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`error` text,
	`topic_id` integer,
	`comment_id` integer,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "mails_attempts_positive" CHECK("mails"."attempts" >= 0)
);
--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`expires_at`,`next_at`) WHERE "mails"."sent_at" is null;--> statement-breakpoint
CREATE INDEX `mails_topic` ON `mails` (`topic_id`,`comment_id`) WHERE "mails"."sent_at" is null;--> statement-breakpoint
CREATE INDEX `mails_member` ON `mails` (`member_id`,`id`);--> statement-breakpoint
CREATE TABLE `hidings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`act_id` integer NOT NULL,
	`topic_id` integer NOT NULL,
	`comment_id` integer,
	`shown_by` integer,
	`shown_at` integer,
	FOREIGN KEY (`act_id`) REFERENCES `moderation_acts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shown_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "hidings_shown_by_somebody" CHECK(("hidings"."shown_by" is null) = ("hidings"."shown_at" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hidings_topic_once` ON `hidings` (`topic_id`) WHERE "hidings"."comment_id" is null and "hidings"."shown_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `hidings_comment_once` ON `hidings` (`comment_id`) WHERE "hidings"."comment_id" is not null and "hidings"."shown_at" is null;--> statement-breakpoint
CREATE INDEX `hidings_act` ON `hidings` (`act_id`,`id`);--> statement-breakpoint
CREATE TABLE `moderation_acts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`by` integer NOT NULL,
	`subject_id` integer NOT NULL,
	`topic_id` integer,
	`comment_id` integer,
	`sanction_id` integer,
	`rule` text,
	`reason` text NOT NULL,
	`before` text NOT NULL,
	`at` integer NOT NULL,
	`undone_by` integer,
	`undone_at` integer,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sanction_id`) REFERENCES `sanctions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "moderation_acts_undone_by_somebody" CHECK(("moderation_acts"."undone_by" is null) = ("moderation_acts"."undone_at" is null))
);
--> statement-breakpoint
CREATE INDEX `moderation_acts_topic` ON `moderation_acts` (`topic_id`);--> statement-breakpoint
CREATE INDEX `moderation_acts_comment` ON `moderation_acts` (`comment_id`);--> statement-breakpoint
CREATE INDEX `moderation_acts_subject` ON `moderation_acts` (`subject_id`,`id`);--> statement-breakpoint
CREATE INDEX `moderation_acts_kind` ON `moderation_acts` (`kind`,`id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`comment_id` integer,
	`reporter_id` integer NOT NULL,
	`what` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	`outcome` text,
	`decided_by` integer,
	`decided_at` integer,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reporter_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reports_outcome_known" CHECK("reports"."outcome" is null or "reports"."outcome" in ('upheld', 'rejected'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_topic_once` ON `reports` (`topic_id`,`reporter_id`) WHERE "reports"."comment_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `reports_comment_once` ON `reports` (`comment_id`,`reporter_id`) WHERE "reports"."comment_id" is not null;--> statement-breakpoint
CREATE INDEX `reports_open` ON `reports` (`at`) WHERE "reports"."outcome" is null;--> statement-breakpoint
CREATE INDEX `reports_reporter` ON `reports` (`reporter_id`,`id`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`member_id` integer NOT NULL,
	`fact_id` integer NOT NULL,
	`kind` text NOT NULL,
	`topic_id` integer,
	`comment_id` integer,
	`actor_id` integer,
	`words` text,
	`at` integer NOT NULL,
	`read_at` integer,
	PRIMARY KEY(`member_id`, `fact_id`),
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notifications_inbox` ON `notifications` (`member_id`,`at`,`fact_id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`member_id`) WHERE "notifications"."read_at" is null;--> statement-breakpoint
CREATE INDEX `notifications_topic` ON `notifications` (`topic_id`);--> statement-breakpoint
CREATE INDEX `notifications_comment` ON `notifications` (`comment_id`);--> statement-breakpoint
CREATE TABLE `imported_fields` (
	`topic_id` integer NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`topic_id`, `name`),
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_members` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text,
	`display_name` text NOT NULL,
	`skeleton` text DEFAULT '' NOT NULL,
	`title` text,
	`team_id` integer,
	`locale` text,
	`wants_mail` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`source` text,
	`source_id` text,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "members_person_or_placeholder" CHECK("__new_members"."username" is not null or "__new_members"."source" is not null)
);
--> statement-breakpoint
INSERT INTO `__new_members`("id", "username", "display_name", "title", "team_id", "locale", "created_at", "source", "source_id") SELECT "id", "username", "display_name", "title", "team_id", "locale", "created_at", "source", "source_id" FROM `members`;--> statement-breakpoint
DROP TABLE `members`;--> statement-breakpoint
ALTER TABLE `__new_members` RENAME TO `members`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `members_username` ON `members` (`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `members_source` ON `members` (`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `members_team` ON `members` (`team_id`);--> statement-breakpoint
CREATE INDEX `members_skeleton` ON `members` (`skeleton`);--> statement-breakpoint
ALTER TABLE `comments` ADD `is_hidden` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `one_time_links` ADD `member_id` integer REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `one_time_links` ADD `expires_at` integer;--> statement-breakpoint
CREATE INDEX `one_time_links_member` ON `one_time_links` (`member_id`,`purpose`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `seen_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `device` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `topics` ADD `is_locked` integer DEFAULT false NOT NULL;