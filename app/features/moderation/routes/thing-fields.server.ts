import { idFrom, optionalId } from "~/platform/ids";
import { optional } from "~/web/form.server";
import type { CommentId, MemberId, TopicId } from "~db/ids.ts";
import type { Thing } from "../rules";

/** The fields by which a form names a thing. */
export const thingFields = { topic: optional, comment: optional, objector: optional };

export const thingIn = ({ topic, comment, objector }: Record<keyof typeof thingFields, string>): Thing => ({
  topicId: idFrom<TopicId>(topic),
  commentId: optionalId<CommentId>(comment),
  objectorId: optionalId<MemberId>(objector),
});
