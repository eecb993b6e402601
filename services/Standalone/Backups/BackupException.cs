namespace CptsReferral.Standalone.Backups;

/// <summary>A backup that cannot be taken or put back, in a sentence for the administrator. Nothing was changed.</summary>
sealed class BackupException(string sentence) : Exception(sentence);
