/** Pictures that go with topics and people; their files are swept away by the clock. */
export { deletePicturesBy as forgetPicturesBy, deleteUsesOf as forgetPictureUsesOf } from "./store.server";
