using CptsReferral.Contracts.Delivery;
using CptsReferral.Delivery.Notices;

namespace CptsReferral.Delivery.Mail;

/// <summary>The words of a notice, in both languages. They say that something happened and where to read it, never what is in it.</summary>
sealed record NoticeWords(string Subject, string Sentence)
{
    public static NoticeWords French(Letter letter) => letter.Notice.Kind switch
    {
        ReturnKind.Answer => new("Réponse disponible", "Une réponse à votre demande est disponible."),
        ReturnKind.Amendment => new("Réponse modifiée", "La réponse à votre demande a été modifiée : lisez la nouvelle version."),
        ReturnKind.Declined => new("Demande non acceptée", "Votre demande n'a pas été acceptée ; le motif est en ligne."),
        ReturnKind.Redirected => new("Demande réorientée", letter.Successor is { } lane
            ? $"Votre demande a été réorientée vers la filière « {lane.Fr} »."
            : "Votre demande a été réorientée vers une autre filière."),
        ReturnKind.InformationRequest => new(
            "Complément demandé",
            "Un complément vous est demandé ; le délai est suspendu jusqu'à votre réponse."),
        ReturnKind.BreakGlass => new(
            "Accès en urgence",
            "Un professionnel que cette demande ne concerne pas l'a ouverte en urgence. L'accès est limité dans le temps, consigné, et sera revu."),
        var kind => throw new ArgumentOutOfRangeException(nameof(letter), kind, "Not a kind of return."),
    };

    public static NoticeWords English(Letter letter) => letter.Notice.Kind switch
    {
        ReturnKind.Answer => new("Answer available", "An answer to your request is available."),
        ReturnKind.Amendment => new("Answer amended", "The answer to your request was amended: please read the new version."),
        ReturnKind.Declined => new("Request declined", "Your request was declined; the reason is online."),
        ReturnKind.Redirected => new("Request redirected", letter.Successor is { } lane
            ? $"Your request was redirected to the lane \"{lane.En}\"."
            : "Your request was redirected to another lane."),
        ReturnKind.InformationRequest => new(
            "More information needed",
            "You are asked for more information; the clock is paused until you reply."),
        ReturnKind.BreakGlass => new(
            "Emergency access",
            "A professional whom this request does not concern opened it in an emergency. The access is limited in time, written down, and will be reviewed."),
        var kind => throw new ArgumentOutOfRangeException(nameof(letter), kind, "Not a kind of return."),
    };
}
