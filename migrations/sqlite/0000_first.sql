CREATE TABLE `comment_revisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`comment_id` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `comment_revisions_comment` ON `comment_revisions` (`comment_id`,`id`);--> statement-breakpoint
CREATE TABLE `comments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`parent_id` integer,
	`thread` integer NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`once` text,
	`source` text,
	`source_id` text,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `comments_page` ON `comments` (`topic_id`,`thread`,`id`);--> statement-breakpoint
CREATE INDEX `comments_author` ON `comments` (`author_id`,`id`);--> statement-breakpoint
CREATE INDEX `comments_parent` ON `comments` (`parent_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `comments_once` ON `comments` (`author_id`,`once`);--> statement-breakpoint
CREATE UNIQUE INDEX `comments_source` ON `comments` (`source`,`source_id`);--> statement-breakpoint
CREATE TABLE `facts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`by` integer,
	`by_weight` integer,
	`topic_id` integer,
	`board_id` integer,
	`author_id` integer,
	`details` text NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `facts_waiting` ON `facts` (`id`) WHERE "facts"."settled_at" is null;--> statement-breakpoint
CREATE INDEX `facts_topic` ON `facts` (`topic_id`,`id`);--> statement-breakpoint
CREATE INDEX `facts_kind` ON `facts` (`kind`,`id`);--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reactions` (
	`fact_id` integer NOT NULL,
	`name` text NOT NULL,
	`done_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer,
	`error` text,
	PRIMARY KEY(`fact_id`, `name`)
);
--> statement-breakpoint
CREATE INDEX `reactions_stuck` ON `reactions` (`next_at`) WHERE "reactions"."done_at" is null;--> statement-breakpoint
CREATE TABLE `answers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`team` text,
	`title` text,
	`manner` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`at` integer NOT NULL,
	`once` text,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "answers_manner_known" CHECK("answers"."manner" in ('personally', 'office'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answers_once` ON `answers` (`author_id`,`once`);--> statement-breakpoint
CREATE INDEX `answers_topic` ON `answers` (`topic_id`,`id`);--> statement-breakpoint
CREATE TABLE `idea_revisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`title` text NOT NULL,
	`problem` text NOT NULL,
	`proposal` text NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idea_revisions_topic` ON `idea_revisions` (`topic_id`,`id`);--> statement-breakpoint
CREATE TABLE `ideas` (
	`topic_id` integer PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`status_at` integer NOT NULL,
	`owner_id` integer,
	`team_id` integer,
	`target_week` text,
	`problem` text NOT NULL,
	`problem_html` text NOT NULL,
	`proposal` text DEFAULT '' NOT NULL,
	`proposal_html` text DEFAULT '' NOT NULL,
	`supporters` integer DEFAULT 0 NOT NULL,
	`staff_support` integer DEFAULT 0 NOT NULL,
	`problem_havers` integer DEFAULT 0 NOT NULL,
	`objections` integer DEFAULT 0 NOT NULL,
	`imported_support` integer DEFAULT 0 NOT NULL,
	`imported_objections` integer DEFAULT 0 NOT NULL,
	`weight_sum` integer DEFAULT 0 NOT NULL,
	`guest_sum` integer DEFAULT 0 NOT NULL,
	`most` integer DEFAULT 0 NOT NULL,
	`net` integer DEFAULT 0 NOT NULL,
	`hot` real NOT NULL,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ideas_tallies_positive" CHECK("ideas"."supporters" >= 0 and "ideas"."staff_support" >= 0 and "ideas"."problem_havers" >= 0 and "ideas"."objections" >= 0 and "ideas"."weight_sum" >= 0 and "ideas"."guest_sum" >= 0)
);
--> statement-breakpoint
CREATE INDEX `ideas_hot` ON `ideas` (`hot`,`topic_id`);--> statement-breakpoint
CREATE INDEX `ideas_most` ON `ideas` (`most`,`topic_id`);--> statement-breakpoint
CREATE INDEX `ideas_net` ON `ideas` (`net`,`topic_id`);--> statement-breakpoint
CREATE INDEX `ideas_affected` ON `ideas` (`problem_havers`,`topic_id`);--> statement-breakpoint
CREATE INDEX `ideas_status_hot` ON `ideas` (`status`,`hot`,`topic_id`);--> statement-breakpoint
CREATE INDEX `ideas_status_since` ON `ideas` (`status`,`status_at`);--> statement-breakpoint
CREATE TABLE `status_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`from_status` text NOT NULL,
	`to_status` text NOT NULL,
	`by` integer,
	`reason_code` text,
	`reason` text,
	`owner_id` integer,
	`team_id` integer,
	`target_week` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `status_changes_topic` ON `status_changes` (`topic_id`,`id`);--> statement-breakpoint
CREATE TABLE `one_time_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `passwords` (
	`member_id` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`member_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_member` ON `sessions` (`member_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text,
	`display_name` text NOT NULL,
	`title` text,
	`team_id` integer,
	`locale` text,
	`created_at` integer NOT NULL,
	`source` text,
	`source_id` text,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "members_person_or_placeholder" CHECK(("members"."username" is null) = ("members"."source" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_username` ON `members` (`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `members_source` ON `members` (`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `members_team` ON `members` (`team_id`);--> statement-breakpoint
CREATE TABLE `roles` (
	`member_id` integer NOT NULL,
	`role` text NOT NULL,
	`given_by` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`member_id`, `role`),
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`given_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "roles_known" CHECK("roles"."role" in ('moderator', 'staff', 'admin'))
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `teams` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_name` ON `teams` (`name`);--> statement-breakpoint
CREATE TABLE `boards` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `boards_slug` ON `boards` (`slug`);--> statement-breakpoint
CREATE TABLE `follows` (
	`topic_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`wanted` integer DEFAULT true NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`topic_id`, `member_id`),
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `follows_member` ON `follows` (`member_id`,`topic_id`);--> statement-breakpoint
CREATE TABLE `topic_tags` (
	`topic_id` integer NOT NULL,
	`key` text NOT NULL,
	`label` text NOT NULL,
	PRIMARY KEY(`topic_id`, `key`),
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `topic_tags_key` ON `topic_tags` (`key`,`topic_id`);--> statement-breakpoint
CREATE TABLE `topics` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`board_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`title` text NOT NULL,
	`visibility` text NOT NULL,
	`comment_count` integer DEFAULT 0 NOT NULL,
	`follower_count` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`last_activity_at` integer NOT NULL,
	`once` text,
	`source` text,
	`source_id` text,
	`source_hash` text,
	FOREIGN KEY (`board_id`) REFERENCES `boards`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "topics_visibility_known" CHECK("topics"."visibility" in ('draft', 'open', 'hidden')),
	CONSTRAINT "topics_counts_positive" CHECK("topics"."comment_count" >= 0 and "topics"."follower_count" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `topics_once` ON `topics` (`author_id`,`once`);--> statement-breakpoint
CREATE UNIQUE INDEX `topics_source` ON `topics` (`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `topics_created` ON `topics` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `topics_board` ON `topics` (`board_id`,`id`);--> statement-breakpoint
CREATE INDEX `topics_author` ON `topics` (`author_id`,`id`);--> statement-breakpoint
CREATE TABLE `votes` (
	`cast_on` integer NOT NULL,
	`member_id` integer NOT NULL,
	`kind` text NOT NULL,
	`root` integer NOT NULL,
	`counts` integer NOT NULL,
	`weight` integer NOT NULL,
	`guest` integer NOT NULL,
	`staff` integer NOT NULL,
	`entry_group` integer NOT NULL,
	`reason` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`cast_on`, `member_id`, `kind`),
	FOREIGN KEY (`cast_on`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`root`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "votes_kind_known" CHECK("votes"."kind" in ('support', 'problem', 'objection')),
	CONSTRAINT "votes_objection_has_reason" CHECK(("votes"."kind" = 'objection') = ("votes"."reason" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `votes_counted_once` ON `votes` (`root`,`member_id`,`kind`) WHERE "votes"."counts";--> statement-breakpoint
CREATE INDEX `votes_root` ON `votes` (`root`,`kind`,`at`);--> statement-breakpoint
CREATE INDEX `votes_member` ON `votes` (`member_id`,`cast_on`);