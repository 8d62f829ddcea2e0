/** Why a function can't be recorded, in words for the person whose training it is. */
export class NotRecordable extends Error {}
