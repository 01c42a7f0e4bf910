/** Where participants, and the pages of who teaches, hear of the class; its news have the kind `class`. */
export const ROOM_CHANNEL = 'class';
