-- Triggers and back-filling are added by hand. With triggers a Worker that does not know the columns, an import and a copy keep them, too.
ALTER TABLE `brands` ADD `people_count` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `brands` ADD `anonymized_count` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `ambassadors_inserted` AFTER INSERT ON `ambassadors` BEGIN
  UPDATE `brands` SET `people_count` = `people_count` + 1, `anonymized_count` = `anonymized_count` + NEW.`anonymized`
  WHERE `id_brand` = NEW.`id_brand`;
END;
--> statement-breakpoint
CREATE TRIGGER `ambassadors_deleted` AFTER DELETE ON `ambassadors` BEGIN
  UPDATE `brands` SET `people_count` = `people_count` - 1, `anonymized_count` = `anonymized_count` - OLD.`anonymized`
  WHERE `id_brand` = OLD.`id_brand`;
END;
--> statement-breakpoint
CREATE TRIGGER `ambassadors_anonymized` AFTER UPDATE OF `anonymized` ON `ambassadors` WHEN OLD.`anonymized` <> NEW.`anonymized` BEGIN
  UPDATE `brands` SET `anonymized_count` = `anonymized_count` + NEW.`anonymized` - OLD.`anonymized`
  WHERE `id_brand` = NEW.`id_brand`;
END;
--> statement-breakpoint
-- A brand that is copied or restored brings its counts along, and its people come before or behind it.
CREATE TRIGGER `brands_inserted` AFTER INSERT ON `brands` BEGIN
  UPDATE `brands` SET (`people_count`, `anonymized_count`) = (
    SELECT count(*), coalesce(sum(`anonymized`), 0) FROM `ambassadors` WHERE `ambassadors`.`id_brand` = NEW.`id_brand`)
  WHERE `id_brand` = NEW.`id_brand`;
END;
--> statement-breakpoint
-- Behind the triggers: whoever came in between is counted here.
UPDATE `brands` SET (`people_count`, `anonymized_count`) = (
  SELECT count(*), coalesce(sum(`anonymized`), 0) FROM `ambassadors` WHERE `ambassadors`.`id_brand` = `brands`.`id_brand`);
