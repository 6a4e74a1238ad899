"""The words of CTDL that Badger knows, and what they are in its own; what CTDL lacks is `badger:`."""

from bot.domain.credential import CredentialType, Level, RequirementKind, StudyForm

CONTEXT = [
    "https://credreg.net/ctdl/schema/context/json",
    {"badger": "urn:badger:catalogue:"},
]
CREDENTIAL_ADDRESS = "urn:badger:credential:"

TYPE_NAMES = {
    CredentialType.MICRO_CREDENTIAL: "MicroCredential",
    CredentialType.BADGE: "Badge",
    CredentialType.COURSE_CERTIFICATE: "CertificateOfCompletion",
    CredentialType.VERIFIED_COURSE_CERTIFICATE: "CertificateOfCompletion",
    CredentialType.SPECIALIZATION: "Certificate",
    CredentialType.PROFESSIONAL_CERTIFICATE: "Certificate",
    CredentialType.CERTIFICATION: "Certification",
    CredentialType.LICENCE: "License",
}
TYPES = {
    "MicroCredential": CredentialType.MICRO_CREDENTIAL,
    "Badge": CredentialType.BADGE,
    "DigitalBadge": CredentialType.BADGE,
    "OpenBadge": CredentialType.BADGE,
    "CertificateOfCompletion": CredentialType.COURSE_CERTIFICATE,
    "CertificateOfParticipation": CredentialType.COURSE_CERTIFICATE,
    "CourseCertificate": CredentialType.COURSE_CERTIFICATE,
    "Certificate": CredentialType.COURSE_CERTIFICATE,
    "ProfessionalCertificate": CredentialType.PROFESSIONAL_CERTIFICATE,
    "Certification": CredentialType.CERTIFICATION,
    "ApprenticeshipCertificate": CredentialType.CERTIFICATION,
    "JourneymanCertificate": CredentialType.CERTIFICATION,
    "MasterCertificate": CredentialType.CERTIFICATION,
    "License": CredentialType.LICENCE,
    "Licence": CredentialType.LICENCE,
}
OPEN_TYPES = frozenset({"Credential", "AcademicCertificate"})
"""Types that do not say what it is; it is taken as a micro-credential, and a note says so."""
OTHER_CREDENTIALS = frozenset(
    {
        "Degree",
        "AssociateDegree",
        "BachelorDegree",
        "MasterDegree",
        "DoctoralDegree",
        "ProfessionalDoctorate",
        "ResearchDoctorate",
        "SpecialistDegree",
        "Diploma",
        "GeneralEducationDevelopment",
        "SecondarySchoolDiploma",
        "SecondaryEducationCertificate",
        "PostBaccalaureateCertificate",
        "PostMasterCertificate",
        "HigherEducationCertificate",
        "PreparatoryCertificate",
        "BasicTechnicalCertificate",
        "TechnicalLevel1Certificate",
        "TechnicalLevel2Certificate",
        "TechnicalLevel3Certificate",
        "ProficiencyCertificate",
        "QualityAssuranceCredential",
        "WorkbasedLearningCertificate",
    }
)
"""Credentials for which the catalogue has no word."""

LEVEL_NAMES = {
    Level.BEGINNER: "BeginnerLevel",
    Level.INTERMEDIATE: "IntermediateLevel",
    Level.ADVANCED: "AdvancedLevel",
}
LEVELS = {name: level for level, name in LEVEL_NAMES.items()}

STUDY_FORMS = {
    "OnlineOnly": StudyForm.ONLINE,
    "Online": StudyForm.ONLINE,
    "InPerson": StudyForm.CLASSROOM,
    "InPersonOnly": StudyForm.CLASSROOM,
    "BlendedLearning": StudyForm.BLENDED,
    "BlendedDelivery": StudyForm.BLENDED,
    "Blended": StudyForm.BLENDED,
    "SelfPaced": StudyForm.SELF_PACED,
    "SelfPacedLearning": StudyForm.SELF_PACED,
    "InstructorLed": StudyForm.INSTRUCTOR_LED,
}
DELIVERY_PROPERTIES = ("learningDeliveryType", "deliveryType", "learningMethodType", "scheduleTimingType")

GONE = frozenset({"Deprecated", "Superseded", "Suspended", "Ceased", "Revoked", "Inactive"})
"""States in which a credential can no longer be earned."""

ASSESSED = frozenset({RequirementKind.EXAM, RequirementKind.QUIZ})
"""Requirements that CTDL holds under `targetAssessment`; the others are under `targetLearningOpportunity`."""
