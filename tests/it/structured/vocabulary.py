#!/usr/bin/env python3
"""Writes vocabulary.txt: the part of schema.org's vocabulary that pages use.

    python3 vocabulary.py schemaorg-all-https.jsonld > vocabulary.txt

The file comes from a release of https://github.com/schemaorg/schemaorg (data/releases/<version>/). Only names and how
they hang together are taken: which type is below which, on which types a property stands, of which types its values
are. No description is.
"""

import json
import sys

VERSION = "30.0"

# What pages use; the types above them come by themselves.
TYPES = """
AdvertiserContentArticle AnalysisNewsArticle Article BackgroundNewsArticle BlogPosting BreadcrumbList CollectionPage
ContactPoint CorrectionComment CreativeWork CreativeWorkSeries EntryPoint ImageObject ItemList ListItem LiveBlogPosting
NewsArticle NewsMediaOrganization OpinionNewsArticle Organization Periodical Person ProfilePage PublicationIssue
SearchAction Thing WebPage WebSite
""".split()
PROPERTIES = """
about actionableFeedbackPolicy archivedAt articleBody articleSection author breadcrumb caption citation contactPoint
contactType contentUrl copyrightHolder copyrightNotice correction correctionsPolicy coverageEndTime coverageStartTime
creativeWorkStatus creditText dateModified datePublished description diversityPolicy diversityStaffingReport email
ethicsPolicy expires hasPart headline height image inLanguage isAccessibleForFree isBasedOn isPartOf issueNumber item
itemListElement jobTitle keywords license liveBlogUpdate logo mainEntity mainEntityOfPage masthead
missionCoveragePrioritiesPolicy name noBylinesPolicy numberOfItems ownershipFundingInfo position potentialAction
primaryImageOfPage provider publisher publishingPrinciples query sameAs slogan target temporalCoverage text
unnamedSourcesPolicy url urlTemplate verificationFactCheckingPolicy width wordCount worksFor
""".split()

PREFIX = "schema:"


def names(value):
    values = value if isinstance(value, list) else [value] if value else []
    return sorted(one["@id"].removeprefix(PREFIX) for one in values if one["@id"].startswith(PREFIX))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        graph = {node["@id"].removeprefix(PREFIX): node for node in json.load(file)["@graph"]}
    wanted, types = list(TYPES), set()
    while wanted:
        name = wanted.pop()
        if name not in types:
            types.add(name)
            wanted.extend(names(graph[name].get("rdfs:subClassOf")))
    print(f"# From schema.org {VERSION} (https://schema.org, CC BY-SA 3.0) by vocabulary.py: names and relations only.")
    print("# `Type < types above it`; `property: types it stands on -> types of its values`")
    for name in sorted(types):
        print(" ".join([name, "<", *names(graph[name].get("rdfs:subClassOf"))]))
    for name in sorted(PROPERTIES):
        node = graph[name]
        assert not node.get("schema:supersededBy"), name
        domain, values = names(node["schema:domainIncludes"]), names(node["schema:rangeIncludes"])
        print(f"{name}: {' '.join(domain)} -> {' '.join(values)}")


main()
