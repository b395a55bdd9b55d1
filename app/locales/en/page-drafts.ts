/** What a host can begin their own pages with: markdown; `{community}` stands for its name, [brackets] for what only they know. */
export const pageDrafts = {
  terms: `{community} is run by [name of the company or person]. Whoever takes part here agrees to what follows.

### What this place is for

Here people say what goes wrong with [product] and what would be better, support each other's ideas and discuss them. Employees answer under their own names. An answer with a reason is promised; that an idea is built is not.

### Taking part

- One person, one account. Keep your password to yourself.
- You must be at least [age] years old.
- Votes are given by people, never bought, traded or made by programs.

### What does not belong here

- Insults, threats, discrimination, and other people's private matters.
- Advertising and anything off the subject, again and again.
- Whatever is against the law, or belongs to somebody else who has not agreed.

We may hide such posts, and keep out whoever goes on posting them. We say why.

### Your words

What you write stays yours. You allow us to show it here, to translate it, and to use your ideas to make our products better, without payment and without limit of time. Write only what you may share: everything public here can be read by anyone, and texts that are changed later keep their earlier wordings, ideas in a public history.

### What we are liable for

[What applies where you are. We run this place with care, but cannot promise that it is always there or free of mistakes.]

### Changes

When these terms change in substance, we say so here [and in the community] before they apply. Write to [contact] with questions.
`,
  privacy: `[Name and address of the company or person] runs {community} and is responsible for your data here. Contact: [mail address].

### What is stored

- **Your account**: user name, display name, the day you joined, and the language you chose. Employees also have a title and a team.
- **Your password**: only as an argon2id hash. Nobody can read it, we can't either.
- **What you do here**: ideas, comments, votes, "me too", objections with their reasons, what you follow, and when. Ideas, comments and objections are public with your display name. Earlier wordings of ideas stay in a public history; those of comments are kept and shown to nobody. Drafts are seen by you alone.
- **That you are signed in**: a hash of your session's number, the browser and system in two words, and the hour it was last used. It ends at most 30 days after your last visit, or when you sign out.
- **What you give us beyond that**: a mail address, if you enter one; the secret of two-step sign-in and hashes of its recovery codes, if you switch it on; how you came in, by whose invitation, and what you wrote to be let in.
- **Messages to you**: the entries of your inbox, and mails until they are sent; their words are emptied then.
- **Keeping order**: reports you make, which only moderators see with your name; what moderators did and why, and suspensions, in a log that every member can read, without the words that were hidden.
- **What you are still writing**: kept by itself until you send or delete it, seen by you alone, forgotten after 90 days untouched. While you are not signed in, or nothing reaches us, it stays in your own browser.
- **What you send before you sign in**: kept for your browser for a day, to be finished after.

Nothing is bought from or sold to anyone. There is no advertising, no statistics service, and no page here loads anything from other servers.

### Cookies

- \`canyu\` or \`__Host-canyu\`: that you are signed in, for 30 days.
- \`canyu-locale\` and \`canyu-theme\`: the language, and light or dark, for a year.
- \`canyu-kept\` or \`__Host-canyu-kept\`: which forms you sent before you signed in, for a day.
- \`canyu-code\` and \`canyu-step\`, or the same with \`__Host-\`: that you are half-way through signing in, for ten minutes.
- \`canyu-kept-go\` or \`__Host-canyu-kept-go\`: that you have just signed in to send it, for a minute.
- \`canyu-flash\`: what the next page tells you, such as that something was saved, for a minute.

They are needed for what you asked for; none of them follows you anywhere.

### The server

It stands at [provider, country]. Canyu writes down errors, with the address of the page and without your name. [What the reverse proxy writes down, such as network addresses, and for how long.] Backups are kept for [days].

### How long

For as long as the community exists or you have your account. When you ask us to remove it, [what you do: what is deleted, what stays without a name].

### Your rights

You may see, correct, take along and delete your data, and object to its use: write to [mail address]. [The law this rests on, and which authority takes complaints.]
`,
  imprint: `{community} is run by

[Name of the company or person]
[Street, place, country]

- Represented by: [name]
- Mail: [address]
- Telephone: [number]
- Registered at: [register and number]
- Tax number: [number]

Responsible for the contents: [name, address]

{community} runs on Canyu, free software under the MIT licence.
`,
};
