using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Texts;

/// <summary>The measure itself: a net that catches nothing would make every page English.</summary>
public sealed class French_words
{
    [Theory]
    [InlineData("<p>Votre demande est enregistrée. Elle ne peut plus se perdre.</p>")]
    [InlineData("<p>avant vendredi&#xA0;: la réponse</p>")]
    [InlineData("<p data-offline-text=\"Pas de connexion. Vous pouvez continuer&#160;: rien n&#8217;est perdu.\"></p>")]
    [InlineData("<legend>Douleur thoracique actuelle ou r&#xE9;cente&#xA0;?</legend>")]
    [InlineData("<td>Prise en charge</td>")]
    public void Are_found_on_a_page(string html) => FrenchWords.On(html).ShouldNotBeEmpty();

    [Theory]
    [InlineData("<p>Dr Côme Cardin-Fictif, yesterday at 10:15: the patient’s question</p>")]
    [InlineData("<button lang=\"fr\">Français</button>")]
    public void Are_not_what_both_languages_say(string html) => FrenchWords.On(html).ShouldBeEmpty();
}
