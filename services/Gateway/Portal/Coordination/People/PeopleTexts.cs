namespace CptsReferral.Gateway.Portal.Coordination.People;

/// <summary>Names the texts of this folder, in <c>PeopleTexts.resx</c> (French) and <c>PeopleTexts.en.resx</c>.</summary>
sealed class PeopleTexts;
