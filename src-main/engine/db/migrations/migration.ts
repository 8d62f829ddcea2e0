/** One step of the database's form. Numbers go up by tens, so that a fix can be put between two. */
export interface Migration {
  readonly number: number;
  readonly title: string;
  readonly sql: string;
}
