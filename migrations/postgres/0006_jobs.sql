CREATE TABLE "jobs" (
	"name" text PRIMARY KEY NOT NULL,
	"ran_at" bigint NOT NULL,
	"took_ms" integer NOT NULL,
	"failed_at" bigint,
	"error" text
);
