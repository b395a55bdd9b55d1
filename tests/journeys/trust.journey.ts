import { expect, test } from "vitest";
import { expectAccessible, expectNoSideways, openForum, openPage, PHONE, propose, registerAs } from "../support/site";

const forum = openForum();

test("a newcomer on a phone reads where they stand and what is missing, and what levels are", async () => {
  const { page, complaints } = await openPage(forum.browser, { ...PHONE, locale: "en-US" });
  await registerAs(page, forum.site.origin, "nova");
  await page.goto(`${forum.site.origin}/me/standing`);
  await page.locator("h2", { hasText: "L0 stranger" }).waitFor();
  await page.getByText("Your votes count as a guest's").waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.locator("main").getByRole("link", { name: "Levels" }).click();
  await page.locator("h2", { hasText: "What never needs a level" }).waitFor();
  await expectAccessible(page);
  await expectNoSideways(page);
  expect(complaints).toEqual([]);
});

test("a moderator's one click says that somebody is a person, and takes that back; all without JavaScript", async () => {
  const { page } = await openPage(forum.browser, { ...PHONE, javaScriptEnabled: false });
  const { origin } = forum.site;
  await registerAs(page, origin, "xiaoman", "周小满");
  await propose(page, origin, "夜里屏幕太亮。每天都是。");
  await page.goto(`${origin}/me/standing`);
  await page.getByText("你的票按待熟悉的成员计").waitFor();

  const person = (
    await forum.admin.request.get(`${origin}/people.json?q=xiaoman`).then((answer) => answer.text())
  ).match(/"id":(\d+)/);
  await forum.admin.goto(`${origin}/moderation/members/${person?.[1]}`);
  await expectAccessible(forum.admin);
  await forum.admin.getByRole("button", { name: "确认这个人" }).click();
  await forum.admin.getByText("已确认：版主确认过。").waitFor();
  await page.reload();
  await page.getByText("你的票足额计入").waitFor();
  await forum.admin.getByRole("button", { name: "收回确认" }).click();
  await forum.admin.getByRole("button", { name: "确认这个人" }).waitFor();
  await page.reload();
  await page.getByText("你的票按待熟悉的成员计").waitFor();
  await page.goto(`${origin}/people/${person?.[1]}`);
  await page.getByRole("link", { name: "L0 陌生" }).waitFor();
  await expectNoSideways(page);
});

test("an admin has trust worked out, and sees what came of it", async () => {
  await forum.admin.goto(`${forum.site.origin}/admin/trust`);
  const rows = forum.admin.locator("tbody tr");
  await forum.admin.getByRole("button", { name: "现在计算" }).click();
  await forum.admin.getByText("已重新计算").waitFor();
  expect(await rows.count()).toBeGreaterThanOrEqual(1);
  await expectAccessible(forum.admin);
  expect(forum.complaints).toEqual([]);
});
