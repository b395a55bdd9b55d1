DROP INDEX `reports_open`;--> statement-breakpoint
DROP INDEX `reports_topic_once`;--> statement-breakpoint
ALTER TABLE `reports` ADD `objector_id` integer REFERENCES members(id);--> statement-breakpoint
CREATE UNIQUE INDEX `reports_objection_once` ON `reports` (`topic_id`,`objector_id`,`reporter_id`) WHERE "reports"."objector_id" is not null;--> statement-breakpoint
CREATE INDEX `reports_open_case` ON `reports` (`topic_id`,`comment_id`,`objector_id`,`id`) WHERE "reports"."outcome" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `reports_topic_once` ON `reports` (`topic_id`,`reporter_id`) WHERE "reports"."comment_id" is null and "reports"."objector_id" is null;--> statement-breakpoint
DROP INDEX `hidings_topic_once`;--> statement-breakpoint
ALTER TABLE `hidings` ADD `objector_id` integer REFERENCES members(id);--> statement-breakpoint
CREATE UNIQUE INDEX `hidings_objection_once` ON `hidings` (`topic_id`,`objector_id`) WHERE "hidings"."objector_id" is not null and "hidings"."shown_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `hidings_topic_once` ON `hidings` (`topic_id`) WHERE "hidings"."comment_id" is null and "hidings"."objector_id" is null and "hidings"."shown_at" is null;--> statement-breakpoint
CREATE INDEX `one_time_links_created` ON `one_time_links` (`created_at`);--> statement-breakpoint
CREATE INDEX `admissions_answered` ON `admissions` (`way`,`member_id`) WHERE "admissions"."verdict" is not null;--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`id`) WHERE "mails"."sent_at" is null;--> statement-breakpoint
CREATE INDEX `mails_created` ON `mails` (`created_at`);