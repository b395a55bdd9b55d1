DROP INDEX `topics_created`;--> statement-breakpoint
CREATE INDEX `topics_kind_created` ON `topics` (`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `ideas_status_supporters` ON `ideas` (`status`,`supporters`);--> statement-breakpoint
CREATE INDEX `ideas_owner` ON `ideas` (`owner_id`);