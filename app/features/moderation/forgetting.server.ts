/** Reports and acts about topics and people that go for good. */
export {
  deleteModerationBy as forgetModerationBy,
  deleteModerationOf as forgetModerationOf,
} from "./forgetting.store.server";
