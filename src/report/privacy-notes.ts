/** What page, summary and README say of names, whatever `users` is. */
export const NAMES_NOTE =
  'Names of apps and environments are written by people and can contain the name of a user.';

/** What can lead from a launch to its user, though the data set does not name users. */
export const LINKS_NOTE =
  'Whoever can read the audit log finds the user of a launch by its `event_id` or its time, and where an app or a day has one user, everybody who knows that user knows the launches.';

/** Why figures without users can be too high. */
export const TWINS_NOTE =
  'Where the service writes a launch in both record schemas (`record_type` 45 and 256), it counts twice: without users nothing tells that the two are one.';
