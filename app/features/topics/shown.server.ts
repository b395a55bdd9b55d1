import type { AppLoadContext } from "@remix-run/node";
import { shows } from "~/web/shown.server";
import type { TopicId } from "~db/ids.ts";

/** Says that a page shows these topics, and links to others by their titles. */
export const showsTopics = (context: AppLoadContext, ...ids: readonly TopicId[]): void =>
  shows(context, "topics", ...ids.map((id) => `topic:${id}`));

/** Says that a page lists topics: any that changes may come to stand elsewhere in it. */
export const showsAnyTopic = (context: AppLoadContext): void => shows(context, "topic", "topics");
