CREATE TABLE `helpful_marks` (
	`comment_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`comment_id`, `member_id`),
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `helpful_marks_member` ON `helpful_marks` (`member_id`,`comment_id`);--> statement-breakpoint
CREATE TABLE `staff_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`author_id` integer NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`at` integer NOT NULL,
	`once` text,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_notes_once` ON `staff_notes` (`author_id`,`once`);--> statement-breakpoint
CREATE INDEX `staff_notes_topic` ON `staff_notes` (`topic_id`,`id`);--> statement-breakpoint
CREATE TABLE `import_batches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`file` text NOT NULL,
	`path` text,
	`reading` text NOT NULL,
	`board_id` integer,
	`state` text NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`read` integer DEFAULT 0 NOT NULL,
	`created` integer DEFAULT 0 NOT NULL,
	`updated` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`skipped` integer DEFAULT 0 NOT NULL,
	`comments` integer DEFAULT 0 NOT NULL,
	`members` integer DEFAULT 0 NOT NULL,
	`why` text,
	`kept` text,
	`by` integer,
	`at` integer NOT NULL,
	`moved_at` integer NOT NULL,
	FOREIGN KEY (`board_id`) REFERENCES `boards`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_batches_state_known" CHECK("import_batches"."state" in ('uploaded', 'checking', 'checked', 'running', 'stopped', 'done', 'failed', 'undoing', 'undone'))
);
--> statement-breakpoint
CREATE INDEX `import_batches_at` ON `import_batches` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `import_problems` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batch_id` integer NOT NULL,
	`line` integer NOT NULL,
	`why` text NOT NULL,
	`field` text,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_problems_batch` ON `import_problems` (`batch_id`,`id`);--> statement-breakpoint
CREATE TABLE `imported_topics` (
	`topic_id` integer PRIMARY KEY NOT NULL,
	`batch_id` integer NOT NULL,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imported_topics_batch` ON `imported_topics` (`batch_id`,`topic_id`);--> statement-breakpoint
CREATE TABLE `merge_follows` (
	`merge_id` integer NOT NULL,
	`member_id` integer NOT NULL,
	PRIMARY KEY(`merge_id`, `member_id`),
	FOREIGN KEY (`merge_id`) REFERENCES `merges`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `merge_follows_member` ON `merge_follows` (`member_id`);--> statement-breakpoint
CREATE TABLE `merges` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`duplicate_id` integer NOT NULL,
	`target_id` integer NOT NULL,
	`by` integer,
	`reason` text NOT NULL,
	`status_before` text NOT NULL,
	`status_before_at` integer NOT NULL,
	`at` integer NOT NULL,
	`undone_by` integer,
	`undone_at` integer,
	FOREIGN KEY (`duplicate_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`target_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "merges_not_itself" CHECK("merges"."duplicate_id" <> "merges"."target_id"),
	CONSTRAINT "merges_undone_by_somebody" CHECK(("merges"."undone_by" is null) = ("merges"."undone_at" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `merges_standing` ON `merges` (`duplicate_id`) WHERE "merges"."undone_at" is null;--> statement-breakpoint
CREATE INDEX `merges_target` ON `merges` (`target_id`,`id`);--> statement-breakpoint
CREATE TABLE `picture_uses` (
	`hash` text NOT NULL,
	`topic_id` integer NOT NULL,
	`comment_id` integer NOT NULL,
	PRIMARY KEY(`hash`, `topic_id`, `comment_id`),
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `picture_uses_topic` ON `picture_uses` (`topic_id`);--> statement-breakpoint
CREATE TABLE `pictures` (
	`hash` text PRIMARY KEY NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`size` integer NOT NULL,
	`member_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pictures_member` ON `pictures` (`member_id`,`at`);--> statement-breakpoint
CREATE INDEX `pictures_at` ON `pictures` (`at`);--> statement-breakpoint
CREATE TABLE `idea_origins` (
	`idea_id` integer PRIMARY KEY NOT NULL,
	`topic_id` integer NOT NULL,
	`comment_id` integer,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`idea_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `idea_origins_thread_once` ON `idea_origins` (`topic_id`) WHERE "idea_origins"."comment_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `idea_origins_comment_once` ON `idea_origins` (`comment_id`) WHERE "idea_origins"."comment_id" is not null;--> statement-breakpoint
CREATE INDEX `idea_origins_topic` ON `idea_origins` (`topic_id`);--> statement-breakpoint
CREATE TABLE `thread_revisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `thread_revisions_topic` ON `thread_revisions` (`topic_id`,`id`);--> statement-breakpoint
CREATE TABLE `threads` (
	`topic_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`cover` text,
	`accepted_id` integer,
	`accepted_by` integer,
	`accepted_at` integer,
	FOREIGN KEY (`topic_id`) REFERENCES `topics`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accepted_id`) REFERENCES `comments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accepted_by`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "threads_kind_known" CHECK("threads"."kind" in ('talk', 'question', 'show', 'article')),
	CONSTRAINT "threads_accepted_by_somebody" CHECK(("threads"."accepted_id" is null) = ("threads"."accepted_by" is null) and ("threads"."accepted_id" is null) = ("threads"."accepted_at" is null))
);
--> statement-breakpoint
CREATE INDEX `threads_kind` ON `threads` (`kind`,`topic_id`);--> statement-breakpoint
CREATE INDEX `threads_accepted` ON `threads` (`accepted_id`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`member_id` integer NOT NULL,
	`place` text NOT NULL,
	`fields` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `drafts_place` ON `drafts` (`member_id`,`place`,`id`);--> statement-breakpoint
CREATE INDEX `drafts_at` ON `drafts` (`at`);--> statement-breakpoint
ALTER TABLE `comments` ADD `helpful` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `comments` ADD `pinned_at` integer;--> statement-breakpoint
ALTER TABLE `comments` ADD `thanked_at` integer;--> statement-breakpoint
CREATE INDEX `comments_helpful` ON `comments` (`topic_id`,`helpful`,`thread`);--> statement-breakpoint
ALTER TABLE `ideas` ADD `trend` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `ideas` ADD `promised_at` integer;--> statement-breakpoint
ALTER TABLE `ideas` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `ideas` ADD `answered_at` integer;--> statement-breakpoint
ALTER TABLE `ideas` ADD `overdue_told_at` integer;--> statement-breakpoint
CREATE INDEX `ideas_trend` ON `ideas` (`trend`,`topic_id`);--> statement-breakpoint
CREATE INDEX `ideas_due` ON `ideas` (`due_at`,`topic_id`);--> statement-breakpoint
CREATE INDEX `ideas_answered` ON `ideas` (`answered_at`,`topic_id`);--> statement-breakpoint
ALTER TABLE `members` ADD `about` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `teams` ADD `lead_id` integer REFERENCES members(id);--> statement-breakpoint
ALTER TABLE `boards` ADD `team_id` integer REFERENCES teams(id);--> statement-breakpoint
ALTER TABLE `boards` ADD `promise_top` integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE `boards` ADD `promise_top_days` integer DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE `boards` ADD `promise_above` integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE `boards` ADD `promise_days` integer DEFAULT 30 NOT NULL;--> statement-breakpoint
CREATE INDEX `boards_team` ON `boards` (`team_id`);--> statement-breakpoint
CREATE INDEX `topics_active` ON `topics` (`kind`,`last_activity_at`,`id`);--> statement-breakpoint
CREATE INDEX `topics_board_active` ON `topics` (`board_id`,`kind`,`last_activity_at`,`id`);