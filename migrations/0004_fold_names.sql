-- Reviewed by hand: names that are printable ASCII are folded here, all but those with a backtick. SQL can't fold the others; they
-- stay in the index, and `npm run db:migrate` folds them.
UPDATE `ambassadors` SET `search_text` = nullif(
  char(2) || lower(coalesce(`firstname`, '')) || char(10) || lower(coalesce(`lastname`, '')) || char(10) || lower(coalesce(`username`, '')),
  char(2, 10, 10)
) WHERE `search_text` IS NOT NULL
  AND coalesce(`firstname`, '') || coalesce(`lastname`, '') || coalesce(`username`, '') NOT GLOB '*[^ -_a-~]*';
--> statement-breakpoint
CREATE INDEX `ambassadors_unfolded` ON `ambassadors` (`id_brand`,`id_ambassador`) WHERE unicode("ambassadors"."search_text") <> 2;
