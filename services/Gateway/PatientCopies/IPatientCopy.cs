namespace CptsReferral.Gateway.PatientCopies;

/// <summary>A copy of everything that is kept about one patient (GDPR, article 15), for a data-protection officer who was asked for it.</summary>
public interface IPatientCopy
{
    /// <summary>Writes a ZIP file: <c>referrals.json</c> (each request as the API shows it, who read it, and who opened it in an emergency) and the files. Each request is written down as read by
    /// the officer before.</summary>
    /// <param name="patient">What is typed to find them: names and birth date, or INS. It has to lead to one person.</param>
    /// <param name="officer">Mail address of the data-protection officer.</param>
    /// <param name="archive">Opened once there is something to write.</param>
    Task<PatientCopyResult> WriteAsync(string patient, string officer, Func<Stream> archive, CancellationToken cancellation);
}

/// <summary>How much was copied.</summary>
/// <param name="Found">Requests; where several patients fit, how many those are.</param>
public sealed record PatientCopyResult(PatientCopyOutcome Outcome, int Found, int Files);

/// <summary>What came of it.</summary>
public enum PatientCopyOutcome
{
    Written,

    /// <summary>Nobody of this address is a data-protection officer.</summary>
    NoOfficer,

    NobodyFound,

    /// <summary>Nothing was written: another patient's data would have been.</summary>
    SeveralPatients,
}
