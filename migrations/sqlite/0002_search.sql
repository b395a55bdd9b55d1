CREATE TABLE `search_asked` (
	`topic_id` integer PRIMARY KEY NOT NULL,
	`comment_id` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_catch_ups` (
	`name` text PRIMARY KEY NOT NULL,
	`topic_id` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_documents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic_id` integer NOT NULL,
	`comment_id` integer NOT NULL,
	`at` integer NOT NULL,
	`words` text NOT NULL,
	`source_hash` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_documents_place` ON `search_documents` (`topic_id`,`comment_id`);--> statement-breakpoint
CREATE TABLE `search_postings` (
	`word` text NOT NULL,
	`document_id` integer NOT NULL,
	`weight` integer NOT NULL,
	PRIMARY KEY(`word`, `document_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `search_words` (
	`word` text PRIMARY KEY NOT NULL,
	`documents` integer NOT NULL,
	CONSTRAINT "search_words_positive" CHECK("search_words"."documents" >= 0)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `search_catch_ups` VALUES ('topics', 0);
