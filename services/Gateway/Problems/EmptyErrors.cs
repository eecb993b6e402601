namespace CptsReferral.Gateway.Problems;

/// <summary>Statuses that the framework answers without a body (401, 404, 405, 415...) get a problem like every other error.</summary>
static class EmptyErrors
{
    public static Task WriteAsync(HttpContext context)
    {
        var (code, french, english) = context.Response.StatusCode switch
        {
            401 => ("token.invalid", "Le jeton d'accès est absent ou invalide.", "The access token is missing or invalid."),
            403 => ("forbidden", "Cette action n'est pas permise à votre fonction.", "Your function does not allow this."),
            404 => ("not-found", "Cette ressource n'existe pas.", "There is no such resource."),
            405 => ("method.not-allowed", "Cette méthode n'est pas permise ici.", "This method is not allowed here."),
            413 => ("body.too-large", "Le contenu envoyé est trop volumineux.", "What was sent is too large."),
            415 => ("body.not-json", "Ce type de contenu n'est pas accepté ici.", "This type of content is not accepted here."),
            _ => ("request.invalid", "La requête est invalide.", "The request is invalid."),
        };
        return Problem.WriteAsync(context, context.Response.StatusCode, code, french, english);
    }
}
